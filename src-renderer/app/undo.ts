import { send } from '../client.ts';
import { t } from './texts/index.ts';
import { showToast } from './toast.ts';
import { type Done, UndoStack, type Way } from './undo-stack.ts';

const stack = new UndoStack((of) => send('acts.undo', { of }));

/**
 * Notes what was done by some mutations, in their order, so that Undo takes them back together
 * (LIB-3); for the session. `title` names it, `subjects` are the ids of what it was done to; `show`
 * hears when it is taken back or done again.
 */
export function did(
  title: string,
  mutationIds: readonly string[],
  subjects: readonly string[],
  show?: Done['show'],
): void {
  if (mutationIds.length > 0) stack.did({ title, mutationIds, subjects, show });
}

/** Forgets the acts on things that are gone for ever: taking one back would bring them back. */
export const forgetActsOn = (ids: readonly string[]): void => stack.forgetActsOn(ids);

/** Whether there is something to take back, or to do again. */
export const canRetrace = (way: Way): boolean => stack.next(way) !== null;

/** Takes back the last act, or does again what was last undone, and says so. */
export async function retrace(way: Way): Promise<void> {
  const retraced = stack.retrace(way);
  if (!retraced) return;
  const { title, whole } = retraced;
  showToast(
    way === 'undo' ? t.acts.undone(title) : t.acts.redone(title),
    way === 'undo' ? 'redo' : 'undo',
  );
  if (!(await whole)) showToast(t.acts.tooLate(title));
}
