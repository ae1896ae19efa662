import { encodedWidth, type FontName, winAnsi } from './metrics.ts';

/** Text in one font and size; `text` is encoded, one byte a letter. */
export type Run = {
  text: string;
  font: FontName;
  size: number;
  width: number;
  /** Points above the base line. */
  rise?: number;
  /** `#name` for a place in the file, or an address. */
  link?: string;
};

/** A word: runs that stand together. */
export type Word = { runs: readonly Run[]; width: number };

/** How a paragraph is set. */
export type Style = { font: FontName; italic: FontName; size: number };

/** Greek letters and signs that only the Symbol font has, with their codes there. */
const symbols = new Map<string, string>(
  [...'αaβbγgδdεeθqλlμmπpσsτtφfωwΔDΣSΩW'].reduce<[string, string][]>((pairs, letter, i, all) => {
    if (i % 2 === 0) pairs.push([letter, all[i + 1]!]);
    return pairs;
  }, []),
);
for (const [letter, code] of [
  ['∑', 0xe5],
  ['≤', 0xa3],
  ['≥', 0xb3],
  ['∈', 0xce],
  ['→', 0xae],
  ['∇', 0xd1],
  ['∞', 0xa5],
  ['≈', 0xbb],
  ['∂', 0xb6],
  ['−', 0x2d],
  ['√', 0xd6],
] as const) {
  symbols.set(letter, String.fromCharCode(code));
}

/** One run of text, measured. */
export function makeRun(text: string, font: FontName, size: number, more: Partial<Run> = {}): Run {
  const encoded = font === 'Symbol' ? text : winAnsi(text);
  return { text: encoded, font, size, width: encodedWidth(encoded, font, size), ...more };
}

/** Runs for a text that may hold letters of the Symbol font. */
export function symbolRuns(
  text: string,
  font: FontName,
  size: number,
  more: Partial<Run> = {},
): Run[] {
  const runs: Run[] = [];
  let plain = '';
  for (const letter of text) {
    const code = symbols.get(letter);
    if (code === undefined) plain += letter;
    else {
      if (plain) runs.push(makeRun(plain, font, size, more));
      plain = '';
      runs.push(makeRun(code, 'Symbol', size, more));
    }
  }
  if (plain) runs.push(makeRun(plain, font, size, more));
  return runs;
}

const citation = /\[\d+(?:, \d+)*\]/g;
const address = /https?:\/\/\S*[^\s.,)]/;
const numbered: Readonly<Record<string, string>> = {
  Figure: 'figure',
  Table: 'table',
  Section: 'section',
  Equation: 'equation',
};

/**
 * Words of a paragraph. `*…*` is italic; `[3]` and `[3, 7]` link to references, the number after
 * "Figure", "Table", "Section" or "Equation" to its target, and addresses to themselves.
 */
export function wordsOf(text: string, style: Style): Word[] {
  // A citation of several references is one word, so that its parts are found below.
  const joined = text.replace(citation, (group) => group.replaceAll(', ', ',\u00a0'));
  let italic = false;
  let before = '';
  return joined.split(' ').map((word) => {
    const parts = word.split('*');
    const runs = parts.flatMap((part, i) => {
      if (i > 0) italic = !italic;
      return pieceRuns(part, before, { ...style, font: italic ? style.italic : style.font });
    });
    before = word.replace(/[^A-Za-z]/g, '');
    return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) };
  });
}

function pieceRuns(part: string, before: string, style: Style): Run[] {
  const target = numbered[before];
  const number = /^\(?(\d+(?:\.\d+)*)/.exec(part);
  if (target && number) {
    const digits = number[1]!;
    const at = part.indexOf(digits);
    return [
      ...plainRuns(part.slice(0, at), style),
      makeRun(digits, style.font, style.size, { link: `#${target}.${digits}` }),
      ...plainRuns(part.slice(at + digits.length), style),
    ];
  }
  const url = address.exec(part);
  if (url)
    return around(part, url, style, (text) => [
      makeRun(text, style.font, style.size, { link: text }),
    ]);
  const cite = /\[\d[\d,\u00a0]*\]/.exec(part);
  return cite
    ? around(part, cite, style, (text) => citationRuns(text, style))
    : plainRuns(part, style);
}

function around(
  part: string,
  match: RegExpExecArray,
  style: Style,
  inner: (text: string) => Run[],
): Run[] {
  const end = match.index + match[0].length;
  return [
    ...plainRuns(part.slice(0, match.index), style),
    ...inner(match[0]),
    ...plainRuns(part.slice(end), style),
  ];
}

function plainRuns(text: string, style: Style): Run[] {
  return text === '' ? [] : symbolRuns(text, style.font, style.size);
}

function citationRuns(text: string, style: Style): Run[] {
  return text
    .split(/(\d+)/)
    .filter(Boolean)
    .map((piece) => {
      const link = /\d/.test(piece) ? `#cite.${piece}` : undefined;
      return makeRun(piece.replaceAll('\u00a0', ' '), style.font, style.size, { link });
    });
}

/** A formula: letters italic, `_` and `^` with one letter or `{…}` set low and high. */
export function formulaRuns(text: string, size: number): Run[] {
  const pieces = text.match(/[_^](?:\{[^}]*\}|.)|[A-Za-z]+|[^_^A-Za-z]+/gu) ?? [];
  return pieces.flatMap((piece) => {
    const script = /^[_^]/.exec(piece)?.[0];
    const body = script ? piece.slice(1).replace(/[{}]/g, '') : piece;
    const small = script ? size * 0.7 : size;
    const rise = script === '_' ? -size * 0.22 : script === '^' ? size * 0.38 : 0;
    const upright = /^[^A-Za-z]|^(?:log|exp|min|max|task|aux|softmax)$/.test(body);
    return symbolRuns(body, upright ? 'Times-Roman' : 'Times-Italic', small, { rise });
  });
}
