import { columnsOf } from './columns.ts';
import { type Joint, jointOf } from './hyphens.ts';
import { type Unit, unitsOf } from './line-units.ts';
import { type Line, linesOf } from './lines.ts';
import { groupMarks, type MarkGroup } from './marks.ts';
import { flowsOn, paragraphStarts } from './paragraphs.ts';
import { runsOf } from './runs.ts';
import type { Glyph, PageText, Rect, TextLine } from './types.ts';

/**
 * The readable text of a page (counted from 0) from its glyphs as they are drawn; `view` is the
 * page's box. Text of other directions than the page's main one (a stamp in the margin, labels of
 * axes) follows after it, in columns of its own.
 */
export function buildPageText(pageIndex: number, glyphs: readonly Glyph[], view: Rect): PageText {
  const writer = new Writer(glyphs);
  for (const group of groupMarks(glyphs)) {
    writer.breakFlow();
    for (const column of columnsOf(runsOf(group.marks), extentOf(group, view))) {
      writer.writeColumn(linesOf(column), group.angle);
    }
  }
  return writer.finish(pageIndex);
}

/** Bottom and top of the page in a group's frame. */
function extentOf({ cos, sin }: MarkGroup, view: Rect): [number, number] {
  const heights = [
    view[1] * cos - view[0] * sin,
    view[1] * cos - view[2] * sin,
    view[3] * cos - view[0] * sin,
    view[3] * cos - view[2] * sin,
  ];
  return [Math.min(...heights), Math.max(...heights)];
}

/** Writes lines one after another and keeps which character is which glyph. */
class Writer {
  readonly #source: readonly Glyph[];
  readonly #glyphs: Glyph[] = [];
  readonly #offsetOf: number[] = [];
  readonly #glyphAt: number[] = [];
  readonly #lines: TextLine[] = [];
  #text = '';
  #column = -1;
  #paragraph = -1;
  /** The last line of the flow, to which the next one may belong. */
  #last: Line | undefined;

  constructor(source: readonly Glyph[]) {
    this.#source = source;
  }

  breakFlow(): void {
    this.#last = undefined;
  }

  writeColumn(lines: readonly Line[], angle: number): void {
    this.#column++;
    const starts = paragraphStarts(lines);
    lines.forEach((line, i) => {
      const last = this.#last;
      const follows = last !== undefined && (i === 0 ? flowsOn(last, line) : !starts[i]);
      this.#writeLine(line, follows, angle);
      this.#last = line;
    });
  }

  #writeLine(line: Line, follows: boolean, angle: number): void {
    const units = unitsOf(line, this.#source);
    const joint = jointOf(this.#text, units, follows, this.#isNextLine(line));
    if (joint === 'paragraph' || this.#paragraph < 0) this.#paragraph++;
    this.#join(joint);
    const start = this.#text.length;
    const firstGlyph = this.#glyphs.length;
    for (const unit of units) this.#put(unit);
    this.#lines.push({
      start,
      end: this.#text.length,
      box: boxOf(this.#glyphs.slice(firstGlyph)),
      angle: angle > Math.PI ? angle - 2 * Math.PI : angle,
      column: this.#column,
      paragraph: this.#paragraph,
    });
  }

  /** A line of the same size close below: a word broken before it goes on here, whatever else. */
  #isNextLine(line: Line): boolean {
    const last = this.#last;
    if (!last) return false;
    const drop = (last.base - line.base) / line.size;
    return Math.abs(last.size - line.size) < 0.08 * last.size && drop > 0 && drop < 2.2;
  }

  #join(joint: Joint): void {
    if (this.#text === '' || joint === 'none') return;
    if (joint === 'drop') this.#dropHyphen();
    else this.#put({ text: joint === 'space' ? ' ' : '\n', glyph: -1 });
  }

  #dropHyphen(): void {
    this.#text = this.#text.slice(0, -1);
    this.#offsetOf[this.#glyphAt.pop()!] = -1;
    const line = this.#lines.pop()!;
    this.#lines.push({ ...line, end: this.#text.length });
  }

  #put({ text, glyph }: Unit): void {
    const index = glyph < 0 ? -1 : this.#glyphs.length;
    if (glyph >= 0) {
      this.#glyphs.push(this.#source[glyph]!);
      this.#offsetOf.push(text === '' ? -1 : this.#text.length);
    }
    for (let i = 0; i < text.length; i++) this.#glyphAt.push(index);
    this.#text += text;
  }

  finish(pageIndex: number): PageText {
    return {
      pageIndex,
      text: this.#text,
      glyphs: this.#glyphs,
      glyphAt: Int32Array.from(this.#glyphAt),
      offsetOf: Int32Array.from(this.#offsetOf),
      lines: this.#lines,
    };
  }
}

function boxOf(glyphs: readonly Glyph[]): Rect {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const g of glyphs) {
    const [upX, upY] = [g.upX * g.ascent, g.upY * g.ascent];
    const [downX, downY] = [g.upX * g.descent, g.upY * g.descent];
    box[0] = Math.min(box[0], Math.min(g.x0, g.x1) + Math.min(upX, downX));
    box[1] = Math.min(box[1], Math.min(g.y0, g.y1) + Math.min(upY, downY));
    box[2] = Math.max(box[2], Math.max(g.x0, g.x1) + Math.max(upX, downX));
    box[3] = Math.max(box[3], Math.max(g.y0, g.y1) + Math.max(upY, downY));
  }
  return box;
}
