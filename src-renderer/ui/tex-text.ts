/** What is left as it is: formulas and addresses. */
const KEPT = /((?<!\\)\$(?:\\.|[^$\\])+\$|\\\(.*?\\\)|\\\[.*?\\\]|https?:\/\/\S+)/s;

const ACCENTS: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  r: '\u030a',
  c: '\u0327',
  k: '\u0328',
  d: '\u0323',
};

const LETTERS: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
  j: 'ȷ',
  ldots: '…',
  dots: '…',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Lambda: 'Λ',
  Pi: 'Π',
  Sigma: 'Σ',
  Phi: 'Φ',
  Omega: 'Ω',
};

const STYLED = /\\(?:emph|text(?:it|bf|sc|tt|rm|sf)?|underline|url)\{([^{}]*)\}/g;
/** `\"o`, `\"{o}`, `\c{c}`, `\c c`, and each of them in braces. */
const ACCENTED =
  /\{\\(?:(['`^"~=.])|([uvHrckd])(?=[ {]))\s*\{?\\?(\p{L})\}?\}|\\(?:(['`^"~=.])|([uvHrckd])(?=[ {]))\s*(?:\{\\?(\p{L})\}|\\?(\p{L}))/gu;
const NAMED = /\{\\([A-Za-z]+)\s*\}|\\([A-Za-z]+)(?:\{\}|(?![A-Za-z]) ?(?=[A-Za-z])|(?![A-Za-z]))/g;

function accented(whole: string, ...groups: readonly (string | undefined)[]): string {
  const [a, b, first, c, d, second, third] = groups;
  const mark = ACCENTS[a ?? b ?? c ?? d ?? ''];
  const letter = first ?? second ?? third;
  return mark && letter ? (letter + mark).normalize('NFC') : whole;
}

function named(whole: string, braced?: string, bare?: string): string {
  const name = braced ?? bare ?? '';
  return Object.hasOwn(LETTERS, name) ? (LETTERS[name] ?? whole) : whole;
}

function plain(text: string): string {
  return (
    text
      .replace(STYLED, '$1')
      .replace(STYLED, '$1')
      .replace(ACCENTED, accented)
      .replace(NAMED, named)
      .replace(/\\([%&_$#{}])/g, '$1')
      .replace(/``([^`]*?)''/g, '“$1”')
      .replace(/(?<!-)---(?!-)/g, '—')
      .replace(/(?<=[\p{L}\p{N})\]])--(?=[\p{L}\p{N}([$])|(?<= )--(?= )/gu, '–')
      // It ties two words, or a number and its word; before a number alone it means "about".
      .replace(/(?<=[\p{L}.,)\]])~(?=\S)|(?<=\p{N})~(?=\p{L})/gu, '\u00a0')
  );
}

/**
 * A title or an abstract with the escapes of TeX's text as the characters that they mean: `\%`,
 * `\"o`, `--`, quotes, ties. Formulas, addresses and commands that are not known stay as they are.
 */
export function texText(text: string): string {
  if (!/[\\~`]|--/.test(text)) return text;
  return text
    .split(KEPT)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return plain(index === 0 ? part : part.replace(/^~(?=\S)/, '\u00a0'));
    })
    .join('');
}
