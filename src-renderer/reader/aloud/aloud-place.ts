import type { TextPoint } from '../../../src-shared/pdf/index.ts';
import type { ReaderSession } from '../reader-session.ts';
import { selectedRange } from '../selection/selection.ts';

/** Where reading aloud begins: at the selected words, else at the first whole line in sight. */
export async function startOfReading(session: ReaderSession): Promise<TextPoint> {
  const { engine, selection } = session;
  if (selection.selection && selection.hasText) return selectedRange(selection.selection).start;
  const page = engine.view?.page ?? 0;
  const text = await engine.pageText(page).catch(() => null);
  const area = engine.scroller.getBoundingClientRect();
  const line = text?.lines.find(({ box }) => {
    const { top, height } = engine.clientBox(page, box);
    return top >= area.top - height / 2 && top + height <= area.bottom + height / 2;
  });
  return { page, offset: line?.start ?? 0 };
}
