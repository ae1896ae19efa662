import { lineIndexAt, offsetAt, type PageText } from '../../../src-shared/pdf/index.ts';
import { findIn } from '../../../src-shared/text/index.ts';
import type { OutlineEntry } from './outline-entries.ts';

/** Points between where an outline says that a heading is and the heading. */
const NEAR = 90;

const LOOSE = { matchCase: false, wholeWord: true };

/** Where an entry's heading begins in the text of its page. */
export function headingOffset(page: PageText, entry: OutlineEntry): number {
  if (entry.offset !== null) return entry.offset;
  const { top, left, title } = entry;
  const places = findIn({ text: page.text, joints: [] }, title, LOOSE).map(({ start }) => {
    const line = page.lines[lineIndexAt(page, start)]!;
    return { start: line.start, distance: top === null ? 0 : Math.abs(line.box[3] - top) };
  });
  const [nearest] = places.sort((a, b) => a.distance - b.distance);
  if (nearest && nearest.distance <= NEAR) return nearest.start;
  if (top === null || page.lines.length === 0) return 0;
  const x = left ?? Math.min(...page.lines.map(({ box }) => box[0]));
  return lineStart(page, offsetAt(page, { x, y: top - 6 }));
}

function lineStart(page: PageText, offset: number): number {
  return page.lines[lineIndexAt(page, offset)]?.start ?? 0;
}
