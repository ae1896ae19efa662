/** Accents by TeX's name of them, as Unicode's combining characters. */
const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
};

const SYMBOLS: Readonly<Record<string, string>> = {
  ss: 'ß',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  i: 'ı',
  j: 'ȷ',
  dh: 'ð',
  DH: 'Ð',
  th: 'þ',
  TH: 'Þ',
  dj: 'đ',
  DJ: 'Đ',
  ng: 'ŋ',
  NG: 'Ŋ',
  S: '§',
  P: '¶',
  copyright: '©',
  pounds: '£',
  euro: '€',
  texteuro: '€',
  dots: '…',
  ldots: '…',
  textellipsis: '…',
  textendash: '–',
  textemdash: '—',
  textquoteleft: '‘',
  textquoteright: '’',
  textquotedblleft: '“',
  textquotedblright: '”',
  textquotesingle: "'",
  textquotedbl: '"',
  textasciitilde: '~',
  textasciicircum: '^',
  textasciigrave: '`',
  textbackslash: '\\',
  textbraceleft: '{',
  textbraceright: '}',
  textunderscore: '_',
  textdollar: '$',
  textbar: '|',
  textless: '<',
  textgreater: '>',
  textbullet: '•',
  textdegree: '°',
  textregistered: '®',
  texttrademark: '™',
  textperiodcentered: '·',
  textmu: 'µ',
  texttimes: '×',
  textpm: '±',
  lbrace: '{',
  rbrace: '}',
  TeX: 'TeX',
  LaTeX: 'LaTeX',
};

/** Commands that change how their argument looks, which stays. */
const LOOKS =
  /^(?:emph|text(?:it|bf|sc|rm|sf|tt|sl|up|md|normal)|mkbib\w+|it|bf|sc|rm|sf|tt|em|sl|url|enquote|mbox|hbox|texorpdfstring|ensuremath|relax|protect|itshape|bfseries|scshape|uppercase|lowercase)$/;

const TOKEN =
  /\\(?<command>[A-Za-z]+)[ \t]*|\\(?<char>[\s\S])|(?<math>(?<!\\)\$[^$]{1,2000}\$)|(?<quote>``|''|---?|~)|[{}]/g;
const QUOTES: Readonly<Record<string, string>> = {
  '``': '“',
  "''": '”',
  '--': '–',
  '---': '—',
  '~': '\u00a0',
};
/** Stands for an accent until the letter that it belongs to is there. */
const ACCENT_MARK = /\ue001([\u0300-\u0331])(\s*)(ı|ȷ|\p{L})?/gu;

/** What TeX in a field of BibTeX says in Unicode; formulas stay as they are. Linear. */
export function textOfTex(tex: string): string {
  if (!/[\\{}$~`'-]/.test(tex)) return tex;
  const plain = tex.replace(TOKEN, (all, ...rest) => {
    const { command, char, math, quote } = rest.at(-1) as Record<string, string | undefined>;
    if (command !== undefined) return ofCommand(command, all);
    if (char !== undefined) return ACCENTS[char] ? `\ue001${ACCENTS[char]}` : ofChar(char);
    if (math !== undefined) return math;
    return quote === undefined ? '' : QUOTES[quote]!;
  });
  return plain
    .replace(ACCENT_MARK, (_, accent: string, space: string, letter = '') => {
      const base = letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
      return base === '' ? space : `${base}${accent}`;
    })
    .replaceAll('\u00a0', ' ')
    .normalize('NFC');
}

function ofCommand(name: string, all: string): string {
  // `\v s` and `\c{c}` are accents; `\vec` is not.
  if (name.length === 1 && ACCENTS[name]) return `\ue001${ACCENTS[name]}`;
  const symbol = SYMBOLS[name];
  if (symbol !== undefined) return symbol;
  return LOOKS.test(name) ? '' : all;
}

/** A character with a backslash stands for itself; others are spaces and hints at hyphenation. */
function ofChar(char: string): string {
  if (/\s/.test(char)) return ' ';
  return '-/()[]'.includes(char) ? '' : char === ',' || char === ';' ? ' ' : char;
}
