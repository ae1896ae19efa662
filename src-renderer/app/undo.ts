/** What was done and how to take it back; `title` names it, such as "Star". */
export type Undoable = { readonly title: string; readonly undo: () => void };

/** Far more than anyone takes back. */
const MAX_STEPS = 500;
const steps: Undoable[] = [];

/** Notes an act, so that Undo takes it back (LIB-3); for the session. */
export function pushUndo(step: Undoable): void {
  steps.push(step);
  if (steps.length > MAX_STEPS) steps.shift();
}

/** Whether there is something to take back. */
export const canUndo = (): boolean => steps.length > 0;

/** Takes back the last act. */
export function undoLast(): Undoable | undefined {
  const step = steps.pop();
  step?.undo();
  return step;
}
