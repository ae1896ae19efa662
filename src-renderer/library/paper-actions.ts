import { useEffect, useState } from 'react';
import type { PaperDetails, ReadStatus } from '../../src-shared/contract/index.ts';
import { type Action, useActions } from '../app/actions.ts';
import { openPaper, useNavigation } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { listedPaper } from '../queries.ts';
import { hitTarget } from './hits.ts';
import { cancelPdf, fetchPdfs, setStarred, setStatus } from './paper-acts.ts';
import { READ_STATUSES } from './read-statuses.ts';
import { isMany, toSelected } from './selected.ts';

const STATUS_KEYS: Readonly<Record<ReadStatus, readonly string[]>> = {
  new: ['u'],
  'to-read': ['t'],
  reading: [],
  read: ['r'],
  skipped: ['x'],
};

/**
 * Registers what can be done with the selected paper; `awaited` is one that was selected and is not
 * known yet. Returns whether the paper is being fetched to be opened; it opens when its PDF is here,
 * if it is still the one in front.
 */
export function usePaperActions(paper: PaperDetails | undefined, awaited: string | null): boolean {
  const [wanted, setWanted] = useState<string | null>(null);
  const [early, setEarly] = useState<string | null>(null);
  const open = (id: string) => () => setWanted(id);
  useActions(
    paper ? paperActions(paper, open(paper.id)) : earlyActions(awaited, () => setEarly(awaited)),
  );
  useEffect(() => {
    if (!paper || early === null) return;
    setEarly(null);
    if (paper.id === early) readPaper(paper, () => setWanted(paper.id));
  }, [paper, early]);
  useEffect(() => {
    if (!paper || wanted === null) return;
    const { state } = paper.pdf;
    if (wanted === paper.id && (state === 'queued' || state === 'downloading')) return;
    setWanted(null);
    const inFront = wanted === paper.id && useNavigation.getState().activeTab === null;
    if (state === 'stored' && inFront) openPaper(paper.id, paper.title, hitTarget(paper.id));
  }, [paper, wanted]);
  return paper !== undefined && wanted === paper.id;
}

const act = (id: string, title: string, keys: readonly string[], run: () => void): Action => ({
  id: `library.${id}`,
  title,
  keys,
  scope: 'library',
  run,
});

const isPending = ({ pdf: { state } }: PaperDetails): boolean =>
  state === 'queued' || state === 'downloading';

/** Opens a paper; where its PDF is not here it is fetched, and `open` waits for it. */
function readPaper(paper: PaperDetails, open: () => void): void {
  if (paper.pdf.state === 'stored') openPaper(paper.id, paper.title, hitTarget(paper.id));
  else {
    if (!isPending(paper)) fetchPdfs([paper.id]);
    open();
  }
}

/**
 * The acts on a paper of which only its row is known yet: whoever goes through a list by keyboard is
 * faster than the details.
 */
function earlyActions(id: string | null, read: () => void): Action[] {
  const row = id === null ? undefined : listedPaper(id);
  const reading = act('read', t.actions.read, ['Enter'], read);
  if (row) return [reading, ...sayingActions(row)];
  return id === null ? [] : [reading];
}

/** Does an act to all that is selected, or else to the paper that the action was made for. */
function toMeant(id: string, act: (ids: readonly string[]) => unknown): void {
  if (isMany()) toSelected(act);
  else act([id]);
}

/** The acts by which the user says something of papers; of one that says so already, none is. */
function sayingActions(paper: Pick<PaperDetails, 'id' | 'status' | 'starred'>): Action[] {
  const { id, starred } = paper;
  return [
    act('star', starred ? t.actions.unstar : t.actions.star, ['s'], () =>
      toMeant(id, (ids) => setStarred(ids, !starred)),
    ),
    ...READ_STATUSES.map((status) =>
      act(`status.${status}`, t.actions.markAs[status], STATUS_KEYS[status], () => {
        if (isMany() || status !== paper.status) toMeant(id, (ids) => setStatus(ids, status));
      }),
    ),
  ];
}

/** The acts on a paper; `open` waits for its PDF. */
export function paperActions(paper: PaperDetails, open: () => void): Action[] {
  const { state } = paper.pdf;
  return [
    act('read', t.actions.read, ['Enter'], () => readPaper(paper, open)),
    ...sayingActions(paper),
    {
      ...act('fetch-pdf', t.actions.fetchPdf, ['p'], () => toMeant(paper.id, fetchPdfs)),
      when: () => isMany() || state === 'none' || state === 'failed',
    },
    {
      ...act('cancel-pdf', t.actions.cancelPdf, [], () => cancelPdf(paper.id)),
      when: () => isPending(paper),
    },
  ];
}
