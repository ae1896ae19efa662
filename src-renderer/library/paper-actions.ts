import { useEffect, useState } from 'react';
import type { PaperDetails, ReadStatus } from '../../src-shared/contract/index.ts';
import { type Action, useActions } from '../app/actions.ts';
import { openPaper, useNavigation } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { cancelPdf, fetchPdf, setStarred, setStatus } from './paper-acts.ts';
import { READ_STATUSES } from './read-statuses.ts';

const STATUS_KEYS: Readonly<Record<ReadStatus, readonly string[]>> = {
  new: ['u'],
  'to-read': ['t'],
  reading: [],
  read: ['r'],
  skipped: ['x'],
};

/**
 * Registers what can be done with the selected paper. Returns whether the paper is being fetched to
 * be opened; it opens when its PDF is here, if it is still the one in front.
 */
export function usePaperActions(paper: PaperDetails | undefined): boolean {
  const [wanted, setWanted] = useState<string | null>(null);
  useActions(paper ? paperActions(paper, () => setWanted(paper.id)) : []);
  useEffect(() => {
    if (!paper || wanted === null) return;
    const { state } = paper.pdf;
    if (wanted === paper.id && (state === 'queued' || state === 'downloading')) return;
    setWanted(null);
    const inFront = wanted === paper.id && useNavigation.getState().activeTab === null;
    if (state === 'stored' && inFront) openPaper(paper.id, paper.title);
  }, [paper, wanted]);
  return paper !== undefined && wanted === paper.id;
}

/** The acts on a paper; `open` waits for its PDF. */
export function paperActions(paper: PaperDetails, open: () => void): Action[] {
  const { state } = paper.pdf;
  const act = (id: string, title: string, keys: readonly string[], run: () => void): Action => ({
    id: `library.${id}`,
    title,
    keys,
    scope: 'library',
    run,
  });
  const pending = state === 'queued' || state === 'downloading';
  const read = (): void => {
    if (state === 'stored') openPaper(paper.id, paper.title);
    else {
      if (!pending) fetchPdf(paper.id);
      open();
    }
  };
  return [
    act('read', t.actions.read, ['Enter'], read),
    act('star', paper.starred ? t.actions.unstar : t.actions.star, ['s'], () =>
      setStarred(paper, !paper.starred),
    ),
    ...READ_STATUSES.map((status) =>
      act(`status.${status}`, t.actions.markAs[status], STATUS_KEYS[status], () =>
        setStatus(paper, status),
      ),
    ),
    {
      ...act('fetch-pdf', t.actions.fetchPdf, ['p'], () => fetchPdf(paper.id)),
      when: () => state === 'none' || state === 'failed',
    },
    {
      ...act('cancel-pdf', t.actions.cancelPdf, [], () => cancelPdf(paper.id)),
      when: () => pending,
    },
  ];
}
