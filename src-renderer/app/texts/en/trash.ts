import type { TrashKind } from '../../../../src-shared/contract/index.ts';
import { formatAge, formatNumber, plural } from '../format.ts';

const KINDS: Readonly<Record<TrashKind, string>> = {
  paper: 'Paper',
  annotation: 'Highlight',
  note: 'Note',
};

/** What becomes of PDFs where a thing, or all, is let go. */
const PDFS = {
  paper: ' Its PDF is taken off this machine.',
  annotation: '',
  note: '',
  all: ' PDFs of papers that go are taken off this machine.',
} as const;

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
    one: (kind: TrashKind) => `Delete this ${KINDS[kind].toLowerCase()} for ever?`,
    about: (kind: TrashKind | null) => `This cannot be undone.${PDFS[kind ?? 'all']}`,
    delete: 'Delete for ever',
    keep: 'Keep',
  },
  done: (count: number) => `${plural(count, 'thing', 'things')} deleted for ever.`,
  restored: (kind: TrashKind, title: string) => `Put back ${KINDS[kind].toLowerCase()}: ${title}`,
};
