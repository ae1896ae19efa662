import fc from 'fast-check';
import { type MadePaper, madePapers } from './page-maker.ts';

/** Titles as arXiv has them once in a thousand; `n` keeps those of a page apart. */
const TITLES: readonly ((n: number) => string)[] = [
  (n) => `X${n}`,
  (n) => `Q*${n}`,
  (n) => `3D-${n}`,
  (n) => `${n} Authors Cannot Agree`,
  (n) => `May ${n}: A Month of Data`,
  (n) => `new${n}: Names for Old Things`,
  (n) => `Subscribers of ${n} Newsletters`,
  (n) => `{"paper": ${n}} Considered Harmful`,
  (n) => `[${n}] Brackets, <b>Tags</b> & Entities`,
  (n) => `مقدمة في تعلم الآلة ${n}`,
  (n) => `深度學習的數學基礎${n}`,
  (n) => `🤖 Robots ${n} 🤖`,
  (n) => `A \u202Eright-to-left\u202C override ${n}`,
  (n) => `Zero\u200bWidth ${n} Zebra\u0301`,
  (n) => `$\\mathcal{O}(n^{${n}})$`,
  (n) => `Does It End with a Full Stop ${n}.`,
  (n) => `A · B · C, or the Dot of Case ${n}`,
  (n) => `${'A Very Long Title That Goes On '.repeat(7)}${n}`,
];

const ABSTRACTS: readonly ((n: number) => string)[] = [
  (n) => `Of this paper little is told but one sentence of some length in case ${n}.`,
  (n) => `${'Submitted by nobody, as of Apr 7 · 3 authors. '.repeat(9)}${n}`,
  (n) => `${'https://github.com/a/b. '.repeat(14)}${n}`,
  (n) => `${'$\\alpha_{i} \\leq \\beta^{2}$ '.repeat(16)}${n}`,
  (n) => `${'我們研究數據如何影響模型的表現並提出一種新方法。'.repeat(14)}${n}`,
  (n) => `${'We show that it holds. '.repeat(300)}${n}`,
  (n) => `${'{"id": "2606.00001"}, '.repeat(18)}${n}`,
  (n) => `Abstract\u2028with\u2029strange\u0085ends ${'and words that go on '.repeat(20)}${n}`,
];

/** Papers of which some are strange; titles differ. */
export const strangePapers = (most: number): fc.Arbitrary<MadePaper[]> => {
  const odd = fc.tuple(fc.nat(99), fc.nat(), fc.nat());
  return fc
    .tuple(madePapers(most), fc.array(odd, { minLength: most, maxLength: most }))
    .map(([papers, odds]) => papers.map((paper, index) => strange(paper, index, odds[index]!)));
};

function strange(
  paper: MadePaper,
  index: number,
  [chance, title, abstract]: [number, number, number],
): MadePaper {
  const plain = { ...paper, title: `${paper.title} ${index}` };
  const named =
    chance % 4 === 0 ? { ...plain, title: TITLES[title % TITLES.length]!(index + 10) } : plain;
  if (chance % 5 !== 0) return named;
  return { ...named, abstract: ABSTRACTS[abstract % ABSTRACTS.length]!(index) };
}

/** One change to a record's lines. */
export type Edit =
  | { readonly kind: 'delete'; readonly place: number }
  | { readonly kind: 'duplicate'; readonly place: number }
  | { readonly kind: 'join'; readonly place: number }
  | { readonly kind: 'insert'; readonly place: number; readonly text: string }
  | { readonly kind: 'byte'; readonly place: number; readonly at: number; readonly byte: number };

const JUNK = [
  ...['lorem ipsum', 'x', '@@@@', '{}', '</div>', '·', '\u0000\u0000', '   ', 'Apr 7'],
  ...['A sentence that nobody asked for, in the midst.', 'Submitted by', '• 3 authors', '999'],
  'word '.repeat(90),
];

const kindOf = <Kind extends Edit['kind']>(kind: Kind) => ({
  kind: fc.constant(kind),
  place: fc.nat(),
});

/** Any change, each kind as likely as the others. */
export const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record(kindOf('delete')),
  fc.record(kindOf('duplicate')),
  fc.record(kindOf('join')),
  fc.record({ ...kindOf('insert'), text: fc.constantFrom(...JUNK) }),
  fc.record({ ...kindOf('byte'), at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }),
);

/** A record's lines after an edit, as bytes of Latin-1 so that a byte can be any. */
export function edited(lines: readonly string[], edit: Edit): string[] {
  if (lines.length === 0) return [];
  const at = edit.place % lines.length;
  const line = lines[at] ?? '';
  if (edit.kind === 'delete') return lines.toSpliced(at, 1);
  if (edit.kind === 'duplicate') return lines.toSpliced(at, 0, line);
  if (edit.kind === 'join') return lines.toSpliced(at, 2, `${line}${lines[at + 1] ?? ''}`);
  if (edit.kind === 'insert') return lines.toSpliced(at, 0, latin1(edit.text));
  const place = edit.at % Math.max(line.length, 1);
  const changed = `${line.slice(0, place)}${String.fromCharCode(edit.byte)}${line.slice(place + 1)}`;
  return lines.with(at, changed);
}

/** Text as the bytes of its UTF-8, one character each. */
export function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
