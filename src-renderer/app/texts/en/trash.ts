import type { TrashKind } from '../../../../src-shared/contract/index.ts';
import { formatAge, formatNumber, plural } from '../format.ts';

const KINDS: Readonly<Record<TrashKind, string>> = {
  paper: 'Paper',
  annotation: 'Highlight',
  note: 'Note',
};

/** The trash. */
export const trashTexts = {
  title: 'Trash',
  about: (days: number) =>
    `What you delete stays here for ${formatNumber(days)} days. Nothing is lost until then.`,
  empty: 'The trash is empty.',
  list: 'Deleted things',
  kind: (kind: TrashKind) => KINDS[kind],
  deleted: (at: number, now: number) => `deleted ${formatAge(at, now)}`,
  putBack: 'Put back',
  putBackOf: (kind: TrashKind, title: string) => `Put back ${KINDS[kind].toLowerCase()}: ${title}`,
  delete: 'Delete for ever…',
  deleteOf: (kind: TrashKind, title: string) =>
    `Delete for ever: ${KINDS[kind].toLowerCase()}, ${title}`,
  emptyAll: 'Empty the trash…',
  more: (count: number) => `${plural(count, 'older thing is', 'older things are')} not shown here.`,
  confirm: {
    title: (count: number) => `Delete ${plural(count, 'thing', 'things')} for ever?`,
    about: 'This cannot be undone. PDFs of these papers are taken off this machine.',
    delete: 'Delete for ever',
    keep: 'Keep',
  },
  done: (count: number) => `${plural(count, 'thing', 'things')} deleted for ever.`,
  restored: (kind: TrashKind, title: string) => `Put back ${KINDS[kind].toLowerCase()}: ${title}`,
};
