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

/** Moving the cursor: by row, by page, to the ends. `list` gives the list as it is then. */
export function listActions(list: () => Movable): Action[] {
  const move = (
    id: string,
    title: string,
    keys: string[],
    to: (now: Movable) => number,
  ): Action => ({
    id: `library.${id}`,
    title,
    keys,
    scope: 'library',
    when: () => list().total > 0,
    run: () => list().moveTo(to(list())),
  });
  const step = (by: (now: Movable) => number) => (now: Movable) =>
    stepRow(now.row, by(now), now.total);
  return [
    move(
      'next',
      t.actions.next,
      ['ArrowDown', 'j'],
      step(() => 1),
    ),
    move(
      'previous',
      t.actions.previous,
      ['ArrowUp', 'k'],
      step(() => -1),
    ),
    move(
      'page-down',
      t.actions.pageDown,
      ['PageDown'],
      step((now) => now.pageRows()),
    ),
    move(
      'page-up',
      t.actions.pageUp,
      ['PageUp'],
      step((now) => -now.pageRows()),
    ),
    move('first', t.actions.first, ['Home'], () => 0),
    move('last', t.actions.last, ['End'], ({ total }) => total - 1),
  ];
}
