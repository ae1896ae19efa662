import { type DragEvent, useState } from 'react';

/** What papers that are dragged carry: a JSON array of their ids. */
export const PAPERS_TYPE = 'application/x-offprint-papers';

/** The ids that a drag carried; none where it carried something else. */
export function paperIdsOf(text: string): string[] {
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Lets papers be dropped on an element: what to spread on it, and whether some are over it. */
export function usePaperDrop(onDrop: ((ids: string[]) => void) | null) {
  const [over, setOver] = useState(false);
  if (onDrop === null) return { over: false, handlers: {} };
  const take = (event: DragEvent): boolean => {
    if (!event.dataTransfer.types.includes(PAPERS_TYPE)) return false;
    event.preventDefault();
    return true;
  };
  const handlers = {
    onDragEnter: (event: DragEvent) => setOver(take(event)),
    onDragOver: (event: DragEvent) => {
      if (take(event)) event.dataTransfer.dropEffect = 'copy';
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (take(event)) onDrop(paperIdsOf(event.dataTransfer.getData(PAPERS_TYPE)));
    },
  };
  return { over, handlers };
}
