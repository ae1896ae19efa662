import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { targetAt } from './link-targets.ts';
import { letter, type MadeLine, madeColumn, madePage } from './testing.ts';

const words = Array.from({ length: 90 }, (_, i) => `word${i} of running text`)
  .join(' ')
  .split(' ');

function body(x: number, y: number, width: number, count = 60): MadeLine[] {
  return madeColumn(words.slice(0, count), { x, y, width });
}

const caption: MadeLine[] = [
  { text: 'Figure 3: Lanterns that are linked by a long', x: 72, y: 420 },
  { text: 'line, seen from the side.', x: 72, y: 408 },
];

describe('targetAt', () => {
  test('[READ-4] a figure is the picture over its caption, down to the caption’s end', () => {
    const above = body(72, 760, 460);
    const page = madePage([...above, ...caption, ...body(72, 360, 460)]);
    const textEnds = Math.min(...above.map(({ y }) => y));
    const part = targetAt(page, { top: 430, left: null, name: 'figure.3' }, letter);
    expect(part).toMatchObject({
      kind: 'figure',
      label: 'Figure 3',
      words: 'Figure 3: Lanterns that are linked by a long line, seen from the side.',
    });
    expect(part.rect[3]).toBeGreaterThan(600);
    expect(part.rect[3]).toBeLessThan(textEnds + 8);
    expect(part.rect[1]).toBeLessThan(408);
    expect(part.rect[1]).toBeGreaterThan(372);
  });

  test('[READ-4] a place over the picture finds the caption under it', () => {
    const page = madePage([...body(72, 760, 460), ...caption]);
    const part = targetAt(page, { top: 660, left: 72, name: 'figure.caption.3' }, letter);
    expect(part.label).toBe('Figure 3');
    expect(part.rect[3]).toBeGreaterThanOrEqual(660);
    expect(part.rect[1]).toBeLessThan(408);
  });

  test('[READ-4] a table is under its caption, in its column alone', () => {
    const page = madePage([
      ...body(54, 700, 240, 150),
      { text: 'Table 2: Light of lanterns in', x: 330, y: 690 },
      ...[0, 1, 2, 3].map((row) => ({ text: `row ${row} 1.5`, x: 350, y: 664 - 14 * row })),
      ...body(318, 560, 240, 90),
    ]);
    const part = targetAt(page, { top: 702, left: 318, name: 'table.2' }, letter);
    expect(part).toMatchObject({ kind: 'table', label: 'Table 2' });
    expect(part.rect[0]).toBeGreaterThan(290);
    expect(part.rect[1]).toBeLessThan(620);
    expect(part.rect[1]).toBeGreaterThan(530);
    expect(part.rect[3]).toBeGreaterThan(698);
  });

  test('[READ-4] an equation is its line with margins', () => {
    const page = madePage([
      ...body(72, 760, 460),
      { text: 'a = b + c', x: 250, y: 500 },
      { text: '(2.1)', x: 510, y: 500 },
      ...body(72, 460, 460),
    ]);
    const part = targetAt(page, { top: 520, left: null, name: 'equation.2.1' }, letter);
    expect(part).toMatchObject({ kind: 'equation', label: '2.1' });
    expect(part.rect[1]).toBeLessThan(495);
    expect(part.rect[3] - part.rect[1]).toBeLessThan(90);
  });

  test('[READ-4] theorems and sections are named by their words', () => {
    const page = madePage([
      { text: '2.1 Method', x: 72, y: 700, size: 14 },
      ...body(72, 670, 460, 40),
      { text: 'Theorem 4.2 (Light). Every lantern is lit.', x: 72, y: 500 },
    ]);
    const section = targetAt(page, { top: 715, left: 72, name: 'subsection.2.1' }, letter);
    expect(section).toMatchObject({ kind: 'section', label: '2.1 Method' });
    expect(section.rect[0]).toBe(0);
    expect(section.rect[2]).toBe(612);
    const theorem = targetAt(page, { top: 512, left: 72, name: 'theorem.4.2' }, letter);
    expect(theorem).toMatchObject({ kind: 'theorem', label: 'Theorem 4.2' });
    expect(targetAt(page, { top: 512, left: 72, name: null }, letter).kind).toBe('theorem');
  });

  test('[READ-4] a nameless place in running text is a strip of the page', () => {
    const page = madePage(body(72, 760, 460));
    const part = targetAt(page, { top: 740, left: null, name: null }, letter);
    expect(part.kind).toBe('place');
    expect(part.rect[3] - part.rect[1]).toBeCloseTo(206, -1);
  });

  test('[READ-4] whatever the place, the part lies on the page and has a size', () => {
    const page = madePage([...body(72, 760, 460), ...caption, ...body(72, 360, 460)]);
    const names = fc.constantFrom('figure.3', 'table.1', 'equation.1', 'section.1', 'x', null);
    fc.assert(
      fc.property(fc.double({ min: -900, max: 1900, noNaN: true }), names, (top, name) => {
        const [x1, y1, x2, y2] = targetAt(page, { top, left: null, name }, letter).rect;
        expect(x1).toBeGreaterThanOrEqual(0);
        expect(y1).toBeGreaterThanOrEqual(0);
        expect(x2).toBeLessThanOrEqual(612);
        expect(y2).toBeLessThanOrEqual(792);
        expect(x2 - x1).toBeGreaterThan(20);
        expect(y2 - y1).toBeGreaterThan(20);
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });
});
