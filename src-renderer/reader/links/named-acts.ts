import { runAction } from '../../app/actions.ts';
import type { ReaderEngine } from '../engine/index.ts';
import type { Jumps } from './jumps.ts';

/** Acts that a PDF may ask for by name; ISO 32000 has the first four, the others are Acrobat's. */
export const NAMED_ACTS = [
  'NextPage',
  'PrevPage',
  'FirstPage',
  'LastPage',
  'GoBack',
  'GoForward',
  'Find',
] as const;
export type NamedAct = (typeof NAMED_ACTS)[number];

/** The act of a name; null for those that do nothing here, such as `Print`. */
export function namedAct(name: unknown): NamedAct | null {
  return NAMED_ACTS.find((act) => act === name) ?? null;
}

/** Does an act that a link names. */
export function doNamed(act: NamedAct, engine: ReaderEngine, jumps: Jumps): void {
  const goTo = (page: number): void => {
    jumps.leaveFor(page);
    engine.goTo({ page, share: 0 });
    engine.scroller.focus({ preventScroll: true });
  };
  const acts: Readonly<Record<NamedAct, () => unknown>> = {
    NextPage: () => goTo(engine.neighbour(1)),
    PrevPage: () => goTo(engine.neighbour(-1)),
    FirstPage: () => goTo(0),
    LastPage: () => goTo((engine.view?.pages ?? 1) - 1),
    GoBack: () => jumps.back(),
    GoForward: () => jumps.forward(),
    Find: () => runAction('reader.find'),
  };
  acts[act]();
}
