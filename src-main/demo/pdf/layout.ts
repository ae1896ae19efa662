import { type Canvas, makeCanvas } from './canvas.ts';
import { drawPlot, plotHeight } from './figures.ts';
import { breakLines, type Line } from './line-breaking.ts';
import type { FontName } from './metrics.ts';
import type { Block, DemoPaperText, Float, Section } from './paper-text.ts';
import { formulaRuns, makeRun, type Run, type Style, symbolRuns, wordsOf } from './runs.ts';

/** US Letter, in points. */
export const pageWidth = 612;
export const pageHeight = 792;

const margin = 54;
const gap = 24;
const columnWidth = (pageWidth - 2 * margin - gap) / 2;
const top = pageHeight - 66;
const bottom = 62;
const leading = 12;

const body: Style = { font: 'Times-Roman', italic: 'Times-Italic', size: 10 };
const small: Style = { ...body, size: 9 };

/** A place that links and the outline point to: page from 0 and the height of its top. */
export type Place = { page: number; x: number; y: number };

/** The set paper. */
export type Layout = {
  pages: readonly Canvas[];
  /** By name: `cite.3`, `section.2.1`, `figure.1`, `table.1`, `equation.1`. */
  places: ReadonlyMap<string, Place>;
  outline: readonly { title: string; level: 1 | 2; place: string }[];
};

type Flow = {
  key: string;
  pages: Canvas[];
  column: 0 | 1;
  y: number;
  /** Where the columns of this page begin, below what spans both. */
  columnTop: number;
  waiting: Float[];
  waitingWide: Float[];
  places: Map<string, Place>;
};

/** Sets a paper in two columns. `key` makes the figures; `stamp` stands in the left margin of page 1. */
export function layOut(text: DemoPaperText, key: string, stamp: string): Layout {
  const flow: Flow = {
    key,
    pages: [makeCanvas()],
    column: 0,
    y: top,
    columnTop: top,
    waiting: [],
    waitingWide: [],
    places: new Map(),
  };
  setTitle(flow, text);
  page(flow).vertical(stamp, 36, 232, 'Times-Roman', 20, [0.5, 0.5, 0.5]);
  setAbstract(flow, text.abstract);
  const main = text.sections.filter((section) => /^\d/.test(section.number));
  const appendix = text.sections.filter((section) => !/^\d/.test(section.number));
  for (const section of main) setSection(flow, section);
  flushFloats(flow);
  setReferences(flow, text.references);
  for (const section of appendix) setSection(flow, section);
  flushFloats(flow);
  flow.pages.forEach((canvas, i) => {
    const number = String(i + 1);
    canvas.text(
      number,
      (pageWidth - makeRun(number, 'Times-Roman', 9).width) / 2,
      36,
      'Times-Roman',
      9,
    );
  });
  return { pages: flow.pages, places: flow.places, outline: outlineOf(main, appendix) };
}

function outlineOf(main: readonly Section[], appendix: readonly Section[]): Layout['outline'] {
  const entry = (section: Section) => ({
    title: `${section.number} ${section.heading}`,
    level: section.level,
    place: `section.${section.number}`,
  });
  const references = { title: 'References', level: 1 as const, place: 'section.references' };
  return [...main.map(entry), references, ...appendix.map(entry)];
}

const page = (flow: Flow) => flow.pages.at(-1)!;
const columnX = (flow: Flow) => margin + flow.column * (columnWidth + gap);
const atColumnTop = (flow: Flow) => flow.y === flow.columnTop;

function remember(flow: Flow, name: string, y: number): void {
  flow.places.set(name, { page: flow.pages.length - 1, x: columnX(flow) - 4, y: y + 4 });
}

/** Goes on at the top of the next column, which takes the figures that wait first. */
function nextColumn(flow: Flow): void {
  if (flow.column === 0) flow.column = 1;
  else newPage(flow);
  flow.y = flow.columnTop;
  // A figure across both columns that waits goes first, so that numbers stay in order.
  const waiting = flow.waitingWide.length > 0 ? [] : flow.waiting.splice(0, 2);
  for (const float of waiting) placeFloat(flow, float);
}

function newPage(flow: Flow): void {
  flow.pages.push(makeCanvas());
  flow.column = 0;
  flow.y = top;
  flow.columnTop = top;
  const wide = flow.waitingWide.shift();
  if (!wide) return;
  drawFloat(flow, wide, margin, 2 * columnWidth + gap);
  flow.y -= 6;
  flow.columnTop = flow.y;
}

function need(flow: Flow, height: number): void {
  if (flow.y - height < bottom && !atColumnTop(flow)) nextColumn(flow);
}

function setTitle(flow: Flow, text: DemoPaperText): void {
  const width = pageWidth - 2 * margin - 40;
  const put = (words: string, font: FontName, size: number, lead: number) => {
    const style = { font, italic: font, size };
    const lines = breakLines(wordsOf(words, style), { width, font, size, justify: false });
    for (const line of lines) {
      flow.y -= lead;
      page(flow).line(line, (pageWidth - line.width) / 2, flow.y);
    }
  };
  flow.y = top + 4;
  put(text.title, 'Times-Bold', 17, 21);
  flow.y -= 6;
  const shown = text.authors.slice(0, 18);
  put(shown.join(', ') + (text.authors.length > 18 ? ', and others' : ''), 'Times-Roman', 11, 14);
  flow.y -= 2;
  if (text.organization) put(text.organization, 'Times-Italic', 10, 13);
  flow.y -= 22;
  flow.columnTop = flow.y;
}

function setAbstract(flow: Flow, abstract: string): void {
  flow.y -= 10;
  const width = makeRun('Abstract', 'Times-Bold', 11).width;
  page(flow).text('Abstract', columnX(flow) + (columnWidth - width) / 2, flow.y, 'Times-Bold', 11);
  flow.y -= 6;
  const inset = 12;
  const setting = { width: columnWidth - 2 * inset, font: small.font, size: 9, justify: true };
  setLines(flow, breakLines(wordsOf(abstract, small), setting), 11, inset, 0);
  flow.y -= 6;
}

function setSection(flow: Flow, section: Section): void {
  const major = section.level === 1;
  const size = major ? 12 : 10.5;
  const before = atColumnTop(flow) ? 0 : major ? 12 : 8;
  need(flow, before + size + 3 * leading);
  flow.y -= (atColumnTop(flow) ? 0 : before) + size;
  remember(flow, `section.${section.number}`, flow.y + size);
  const indent = makeRun(`${section.number}`, 'Times-Bold', size).width + (major ? 10 : 8);
  page(flow).text(section.number, columnX(flow), flow.y, 'Times-Bold', size);
  const style: Style = { font: 'Times-Bold', italic: 'Times-Bold', size };
  const lines = breakLines(wordsOf(section.heading, style), {
    width: columnWidth - indent,
    font: 'Times-Bold',
    size,
    justify: false,
  });
  lines.forEach((line, i) => {
    if (i > 0) flow.y -= size + 2;
    page(flow).line(line, columnX(flow) + indent, flow.y);
  });
  flow.y -= major ? 5 : 3;
  section.blocks.forEach((block, i) => {
    setBlock(flow, block, i > 0 && section.blocks[i - 1]!.kind !== 'formula');
  });
}

function setBlock(flow: Flow, block: Block, indented: boolean): void {
  if (block.kind === 'paragraph') setParagraph(flow, block.sentences.join(' '), indented);
  else if (block.kind === 'formula') setFormula(flow, block.formula, block.number);
  else addFloat(flow, block.float);
}

function setParagraph(flow: Flow, text: string, indented: boolean): void {
  const indent = indented ? 10 : 0;
  const setting = { width: columnWidth, font: body.font, size: body.size, justify: true, indent };
  setLines(flow, breakLines(wordsOf(text, body), setting), leading, 0, indent);
}

/** Never leaves the first line of a paragraph alone at the foot, nor its last one at the head. */
function setLines(
  flow: Flow,
  lines: readonly Line[],
  lead: number,
  inset: number,
  indent: number,
): void {
  lines.forEach((line, i) => {
    const together =
      lines.length > 1 && (i === 0 || (i === lines.length - 2 && lines.length > 3)) ? 2 : 1;
    need(flow, together * lead);
    flow.y -= lead;
    page(flow).line(line, columnX(flow) + inset + (i === 0 ? indent : 0), flow.y);
  });
}

function setFormula(flow: Flow, formula: string, number: number): void {
  need(flow, 30);
  flow.y -= 19;
  const runs = formulaRuns(formula, 10.5);
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  remember(flow, `equation.${number}`, flow.y + 12);
  page(flow).line(
    { runs, wordSpacing: 0, width },
    columnX(flow) + (columnWidth - 16 - width) / 2,
    flow.y,
  );
  const label = `(${number})`;
  page(flow).text(
    label,
    columnX(flow) + columnWidth - makeRun(label, 'Times-Roman', 10).width,
    flow.y,
    'Times-Roman',
    10,
  );
  flow.y -= 8;
}

/** A float stands where it is named if there is room, else at the head of the next column. */
function addFloat(flow: Flow, float: Float): void {
  const wide = float.kind === 'figure' && float.wide;
  if (wide) flow.waitingWide.push(float);
  else if (mustWait(flow, float)) flow.waiting.push(float);
  else placeFloat(flow, float);
}

function mustWait(flow: Flow, float: Float): boolean {
  const others = flow.waiting.length + flow.waitingWide.length > 0;
  return others || flow.y - floatHeight(float, columnWidth) < bottom;
}

function placeFloat(flow: Flow, float: Float): void {
  need(flow, floatHeight(float, columnWidth));
  drawFloat(flow, float, columnX(flow), columnWidth);
}

function flushFloats(flow: Flow): void {
  while (flow.waitingWide.length > 0) {
    flow.column = 1;
    nextColumn(flow);
  }
  for (const float of flow.waiting.splice(0)) placeFloat(flow, float);
}

const rowHeight = 11.5;
const space = 12;

function floatHeight(float: Float, width: number): number {
  const inner = float.kind === 'figure' ? plotHeight : (float.rows.length + 1) * rowHeight + 14;
  return inner + captionLines(float, width).length * 11 + 2 * space + 4;
}

function captionLines(float: Float, width: number): Line[] {
  const label = float.kind === 'figure' ? 'Figure' : 'Table';
  const number: Run[] = symbolRuns(`${label} ${float.number}.`, 'Times-Bold', 9);
  const lead = { runs: number, width: number[0]!.width };
  return breakLines([lead, ...wordsOf(float.caption, small)], {
    width,
    font: small.font,
    size: 9,
    justify: true,
  });
}

function drawFloat(flow: Flow, float: Float, x: number, width: number): void {
  if (!atColumnTop(flow)) flow.y -= space;
  remember(flow, `${float.kind}.${float.number}`, flow.y);
  const drawCaption = () => {
    for (const line of captionLines(float, width)) {
      flow.y -= 11;
      page(flow).line(line, x, flow.y);
    }
  };
  if (float.kind === 'figure') {
    flow.y -= plotHeight;
    drawPlot(page(flow), float, flow.key, { x, y: flow.y, width, height: plotHeight });
    flow.y -= 3;
    drawCaption();
  } else {
    drawCaption();
    drawTable(flow, float, x, width);
  }
  flow.y -= space - 5;
}

function drawTable(
  flow: Flow,
  table: Extract<Float, { kind: 'table' }>,
  x: number,
  width: number,
): void {
  const rule = (weight: number) =>
    page(flow).path(
      [
        [x, flow.y],
        [x + width, flow.y],
      ],
      [0, 0, 0],
      weight,
    );
  const first = width * 0.44;
  const step = (width - first) / (table.header.length - 1);
  const row = (cells: readonly string[], font: FontName) => {
    flow.y -= rowHeight;
    cells.forEach((cell, i) => {
      const right = x + first + step * i - 4;
      const at = i === 0 ? x + 2 : right - makeRun(cell, font, 8.5).width;
      page(flow).text(cell, at, flow.y + 3, font, 8.5);
    });
  };
  flow.y -= 6;
  rule(0.9);
  row(table.header, 'Times-Italic');
  rule(0.5);
  table.rows.forEach((cells, i) => {
    row(cells, i === table.bestRow ? 'Times-Bold' : 'Times-Roman');
  });
  rule(0.9);
}

function setReferences(flow: Flow, references: readonly string[]): void {
  need(flow, 60);
  flow.y -= atColumnTop(flow) ? 12 : 24;
  remember(flow, 'section.references', flow.y + 12);
  page(flow).text('References', columnX(flow), flow.y, 'Times-Bold', 12);
  flow.y -= 4;
  const inset = 20;
  references.forEach((reference, i) => {
    const lines = breakLines(wordsOf(reference, small), {
      width: columnWidth - inset,
      font: small.font,
      size: 9,
      justify: true,
    });
    need(flow, Math.min(lines.length, 2) * 10.8);
    const label = `[${i + 1}]`;
    const labelX = columnX(flow) + inset - 5 - makeRun(label, 'Times-Roman', 9).width;
    page(flow).text(label, labelX, flow.y - 10.8, 'Times-Roman', 9);
    remember(flow, `cite.${i + 1}`, flow.y);
    setLines(flow, lines, 10.8, inset, 0);
    flow.y -= 2.5;
  });
}
