/**
 * What was done and how to take it back; `title` names it, such as "Star"; `subjects` are the ids of
 * what it was done to.
 */
export type Undoable = {
  readonly title: string;
  readonly subjects?: readonly string[];
  readonly undo: () => void;
};

/** Far more than anyone takes back. */
const MAX_STEPS = 500;
const steps: Undoable[] = [];

/** Notes an act, so that Undo takes it back (LIB-3); for the session. */
export function pushUndo(step: Undoable): void {
  steps.push(step);
  if (steps.length > MAX_STEPS) steps.shift();
}

/** Forgets the acts on things that are gone for ever: taking one back would bring them back. */
export function forgetActsOn(ids: readonly string[]): void {
  const gone = new Set(ids);
  const left = steps.filter(({ subjects }) => !subjects?.some((id) => gone.has(id)));
  steps.splice(0, steps.length, ...left);
}

/** Whether there is something to take back. */
export const canUndo = (): boolean => steps.length > 0;

/** Takes back the last act. */
export function undoLast(): Undoable | undefined {
  const step = steps.pop();
  step?.undo();
  return step;
}
