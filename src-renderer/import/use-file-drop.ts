import { useEffect, useState } from 'react';
import { droppedFiles, hasFolder } from './given-files.ts';
import { importFiles, lookForFiles } from './imports.ts';

/**
 * Takes in files that are dropped anywhere on the window, and tells whether some are being dragged
 * over it. Listens before everything else: an editor under the pointer would take a file for text.
 */
export function useFileDrop(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const options = { signal: stop.signal, capture: true };
    // A picture that is dragged out of the window itself passes for a file, too.
    let isOurs = false;
    const onFiles = (act: (data: DataTransfer) => void) => (event: DragEvent) => {
      const { dataTransfer } = event;
      if (isOurs || !dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      act(dataTransfer);
    };
    const note = (ours: boolean) => (): void => {
      isOurs = ours;
    };
    addEventListener('dragstart', note(true), options);
    addEventListener('dragend', note(false), options);
    const onOver = onFiles((data) => {
      data.dropEffect = 'copy';
      setOver(true);
    });
    addEventListener('dragenter', onOver, options);
    addEventListener('dragover', onOver, options);
    const onLeave = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) setOver(false);
    };
    addEventListener('dragleave', onLeave, options);
    addEventListener('drop', () => setOver(false), options);
    addEventListener('drop', onFiles(takeDrop), options);
    return () => stop.abort();
  }, []);
  return over;
}

function takeDrop(data: DataTransfer): void {
  if (hasFolder(data)) lookForFiles();
  void droppedFiles(data).then(importFiles);
}
