import fc from 'fast-check';

/** A paper as a test wants it on a page. */
export type MadePaper = {
  readonly title: string;
  readonly abstract: string;
  readonly authorCount: number | null;
  readonly organization: { slug: string; name: string } | null;
  readonly month: number;
  readonly day: number;
  /** Null: left out. */
  readonly year: number | null;
  readonly comments: number;
  readonly login: string;
};

export type TextLayout = 'A' | 'B' | 'C' | 'D';

/** How the lines that vary from page to page are written. */
export type MadeStyle = {
  readonly submitted: 'own-line' | 'space' | 'glued' | 'title-glued';
  readonly newline: '\n' | '\r\n';
  readonly tail: string;
  readonly isOnceADay: boolean;
};

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const STARTS = [
  '',
  '[Re] ',
  '"',
  '`',
  "'",
  '$k$-',
  'e',
  'i',
  'node2',
  '(Not) ',
  '1-',
  'LoRA-',
  'À ',
];
const WORDS =
  'learning sparse $\\ell_0$ attention of for models with $k$ transformer 3D GPT-4 100\\% ~deep data the representation'.split(
    ' ',
  );
const ENDS = [
  '.',
  '',
  ' at https://github.com/a/b.',
  ' at https://github.com/final/IF-GMI',
  '?',
  ' sizes)',
  '...',
  ' \\textit{models}',
];

const words = (min: number, max: number) =>
  fc
    .array(fc.constantFrom(...WORDS), { minLength: min, maxLength: max })
    .map((list) => list.join(' '));

const titles = fc
  .tuple(fc.constantFrom(...STARTS), fc.constantFrom(...'ABCDEFGHIJKL'), words(1, 14))
  .map(([start, letter, rest]) => `${start}${letter}${rest}`);

const abstracts = fc
  .tuple(words(24, 200), fc.constantFrom(...ENDS))
  .map(([text, end]) => `We study ${text}. Results of ${text}${end}`);

const organizations = fc.constantFrom(
  { slug: 'adobe', name: 'Adobe' },
  { slug: 'TencentARC', name: 'ARC Lab, Tencent PCG' },
  { slug: 'mit-han-lab', name: 'MIT HAN Lab' },
);

/** Papers of a page captured on April 15, 2026; each has authors or an organisation. */
export const madePapers = (most: number) =>
  fc.array(
    fc
      .record({
        title: titles,
        abstract: abstracts,
        authorCount: fc.option(fc.integer({ min: 1, max: 400 }), { freq: 6 }),
        org: organizations,
        month: fc.integer({ min: 1, max: 4 }),
        day: fc.integer({ min: 1, max: 15 }),
        year: fc.option(fc.integer({ min: 2011, max: 2025 })),
        comments: fc.constantFrom(0, 0, 1, 3, 42),
        login: fc.constantFrom('akhaliq', 'taesiri', 'AdinaY', 'zhang-wei_3', 'x0.y'),
      })
      .map(({ org, ...paper }): MadePaper => {
        return { ...paper, organization: paper.authorCount === null ? org : null };
      }),
    { minLength: 2, maxLength: most },
  );

export const madeStyles: fc.Arbitrary<MadeStyle> = fc.record({
  submitted: fc.constantFrom('own-line', 'space', 'glued'),
  newline: fc.constantFrom('\n', '\r\n'),
  tail: fc.constantFrom('', '\n', '\n\t\t\t \n\t \n\t\t\t', '\n\n\n  '),
  isOnceADay: fc.boolean(),
});

export const PLAIN: MadeStyle = {
  submitted: 'own-line',
  newline: '\n',
  tail: '\n',
  isOnceADay: false,
};

/** Each paper's lines, and the blank ones between them, on a page of the layout. */
export function makeRecord(paper: MadePaper, layout: TextLayout, style: MadeStyle): string[] {
  if (layout === 'C') return [paper.title, paper.abstract];
  const texts = [paper.title, '', paper.abstract, ''];
  if (layout === 'B') return texts;
  const details = [makers(paper), '·', shownDate(paper), ''];
  return layout === 'A' ? [...texts, ...details] : [...submitted(paper, style, texts), ...details];
}

/** A page of the layout: its head, its papers, its tail. `head` replaces the usual one. */
export function makePage(
  papers: readonly MadePaper[],
  layout: TextLayout,
  style: MadeStyle = PLAIN,
  head: readonly string[] = makeHead(layout, style),
): string {
  const records = papers.flatMap((paper) => makeRecord(paper, layout, style));
  return [...glue(head, layout), ...records]
    .join('\n')
    .replace(/^SUB\n/m, 'Subscribe')
    .concat(style.tail)
    .replaceAll('\n', style.newline);
}

export function makeHead(layout: TextLayout, { isOnceADay }: MadeStyle): string[] {
  const call = 'Get trending papers in your email inbox!';
  const calls = isOnceADay ? [call.replace('!', ' once a day!'), call] : [call];
  if (layout === 'C') return [...calls, 'SUB'];
  const lines = ['new', ...calls, 'Subscribe', 'Daily Papers', 'byAK and the research community'];
  return [...lines, 'Apr 15, 2026'].flatMap((line) => [line, '']);
}

/** The arXiv day that a reader of the page should find. */
export function dayOfMade({ year, month, day }: MadePaper): string {
  return [year ?? 2026, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

function glue(head: readonly string[], layout: TextLayout): readonly string[] {
  return layout === 'C' ? head : head.filter((line) => line !== 'SUB');
}

function makers({ authorCount, organization }: MadePaper): string {
  if (organization) return `${organization.slug} ${organization.name}`;
  return authorCount === 1 ? '  • 1 author' : `  • ${authorCount} authors`;
}

function shownDate({ year, month, day, comments }: MadePaper): string {
  const date = `${MONTHS[month - 1]} ${day}${year === null ? '' : `, ${year}`}`;
  return comments === 0 ? date : `${date} ${comments}`;
}

function submitted({ login }: MadePaper, { submitted: how }: MadeStyle, texts: string[]): string[] {
  if (how === 'title-glued') return [`Submitted by${login}${texts[0]}`, ...texts.slice(1)];
  if (how === 'own-line') return ['Submitted by', login, '', ...texts];
  return [how === 'space' ? `Submitted by ${login}` : `Submitted by${login}`, '', ...texts];
}
