import type { Action } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { stepRow } from './cursor.ts';
import { isMany } from './selected.ts';

/** What moving about a list needs of it. */
export type Movable = {
  readonly row: number;
  readonly total: number;
  readonly pageRows: () => number;
  /** Moves the cursor, and leaves what is selected as it is. */
  readonly moveTo: (row: number) => void;
};

/** What selecting in it needs besides. */
export type Selectable = Movable & {
  readonly only: (row: number) => void;
  readonly extendTo: (row: number) => void;
  readonly toggleRow: (row: number) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
};

type Target = (now: Movable) => number;

const by =
  (rows: (now: Movable) => number): Target =>
  (now) =>
    stepRow(now.row, rows(now), now.total);

/** The ways about a list: the id of each, its name, its keys, and where it leads. */
const WAYS: readonly (readonly [id: string, title: string, keys: readonly string[], to: Target])[] =
  [
    ['next', t.actions.next, ['ArrowDown', 'j'], by(() => 1)],
    ['previous', t.actions.previous, ['ArrowUp', 'k'], by(() => -1)],
    ['page-down', t.actions.pageDown, ['PageDown'], by((now) => now.pageRows())],
    ['page-up', t.actions.pageUp, ['PageUp'], by((now) => -now.pageRows())],
    ['first', t.actions.first, ['Home', 'g'], () => 0],
    ['last', t.actions.last, ['End', 'Shift+G'], ({ total }) => total - 1],
  ];

const act = (
  id: string,
  title: string,
  keys: readonly string[],
  when: () => boolean,
  run: () => void,
): Action => ({ id: `library.${id}`, title, keys, scope: 'library', when, run });

/** Moving the cursor by row, by page and to the ends. `list` gives the list as it is then. */
export function movingActions<List extends Movable>(
  list: () => List,
  go: (list: List, row: number) => void = ({ moveTo }, row) => moveTo(row),
): Action[] {
  const some = (): boolean => list().total > 0;
  return WAYS.map(([id, title, keys, to]) =>
    act(id, title, keys, some, () => go(list(), to(list()))),
  );
}

/** Moving about a list of papers, and selecting on the way (LIB-2). */
export function listActions(list: () => Selectable): Action[] {
  const some = (): boolean => list().total > 0;
  const placed = (): boolean => some() && list().row >= 0;
  const step = (rows: number) => (): void => list().moveTo(by(() => rows)(list()));
  return [
    ...movingActions(list, ({ only }, row) => only(row)),
    ...WAYS.map(([id, title, keys, to]) =>
      act(`extend-${id}`, t.actions.extend(title), keys.filter(canExtend).map(shifted), some, () =>
        list().extendTo(to(list())),
      ),
    ),
    act('go-next', t.actions.goNext, ['Mod+ArrowDown'], some, step(1)),
    act('go-previous', t.actions.goPrevious, ['Mod+ArrowUp'], some, step(-1)),
    act('toggle', t.actions.toggleSelected, ['Space'], placed, () => list().toggleRow(list().row)),
    act('select-all', t.actions.selectAll, ['Mod+A'], some, () => list().selectAll()),
    act('select-one', t.acts.clear, ['Escape'], isMany, () => list().clear()),
  ];
}

const shifted = (key: string): string => `Shift+${key}`;

/** With Shift, `g` is the way to the end of the list. */
const canExtend = (key: string): boolean => key !== 'g' && !key.startsWith('Shift+');
