import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { type Action, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { setStatus } from '../library/paper-acts.ts';
import { Button } from '../ui/button.tsx';
import css from './reader.module.css';
import type { ReaderStore } from './reader-store.ts';

const NONE: readonly Action[] = [];

type Props = {
  readonly paper: PaperDetails;
  readonly store: ReaderStore;
  readonly active: boolean;
};

/** At a paper's end, a quiet way to say that it was read (LIB-4). */
export function Finished({ paper: { id, status }, store, active }: Props) {
  const atEnd = useStore(store, ({ view }) => view !== null && view.page + 1 === view.pages);
  const unread = status !== 'read' && status !== 'skipped';
  useActions(useMemo(() => (active && unread ? [marking(id)] : NONE), [active, unread, id]));
  if (!atEnd || !unread) return null;
  return (
    <div className={css.finished}>
      <Button action="reader.markRead">{t.actions.markAs.read}</Button>
    </div>
  );
}

const marking = (id: string): Action => ({
  id: 'reader.markRead',
  title: t.actions.markAs.read,
  keys: ['r'],
  scope: 'reader',
  run: () => void setStatus([id], 'read'),
});
