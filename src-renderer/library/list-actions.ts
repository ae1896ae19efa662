import type { Action } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { stepRow } from './cursor.ts';

/** What moving about a list needs of it. */
export type Movable = {
  readonly row: number;
  readonly total: number;
  readonly moveTo: (row: number) => void;
  readonly pageRows: () => number;
};

/** Moving the cursor: by row, by page, to the ends. */
export function listActions({ row, total, moveTo, pageRows }: Movable): Action[] {
  const move = (id: string, title: string, keys: string[], to: () => number): Action => ({
    id: `library.${id}`,
    title,
    keys,
    scope: 'library',
    when: () => total > 0,
    run: () => moveTo(to()),
  });
  const step = (by: number): number => stepRow(row, by, total);
  return [
    move('next', t.actions.next, ['ArrowDown', 'j'], () => step(1)),
    move('previous', t.actions.previous, ['ArrowUp', 'k'], () => step(-1)),
    move('page-down', t.actions.pageDown, ['PageDown'], () => step(pageRows())),
    move('page-up', t.actions.pageUp, ['PageUp'], () => step(-pageRows())),
    move('first', t.actions.first, ['Home'], () => 0),
    move('last', t.actions.last, ['End'], () => total - 1),
  ];
}
