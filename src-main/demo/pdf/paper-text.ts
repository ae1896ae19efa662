import type { DemoPaper } from '../corpus/paper.ts';
import { type Random, randomOf } from '../corpus/random.ts';
import { capitalised, fill, titleCase } from '../corpus/text.ts';
import type { Subject } from '../corpus/titles.ts';
import { makeReferences } from './references.ts';
import { claims, formulas, type SentenceKind, sentences } from './sentences.ts';

/** A figure or table, which floats near the paragraph before it. Numbers count from 1. */
export type Float =
  | {
      kind: 'figure';
      number: number;
      plot: 'curves' | 'bars' | 'scatter' | 'heat';
      wide: boolean;
      caption: string;
      xLabel: string;
      yLabel: string;
      names: readonly string[];
    }
  | {
      kind: 'table';
      number: number;
      caption: string;
      header: readonly string[];
      rows: readonly (readonly string[])[];
      bestRow: number;
    };

/** A piece of a section, in reading order. Paragraphs are lists of sentences. */
export type Block =
  | { kind: 'paragraph'; sentences: readonly string[] }
  | { kind: 'formula'; number: number; formula: string }
  | { kind: 'float'; float: Float };

/** A section; `number` is `3`, `3.1` or, in the appendix, `A`. */
export type Section = { number: string; heading: string; level: 1 | 2; blocks: readonly Block[] };

/**
 * The text of a paper's PDF before it is set. `*…*` marks italics. Citations stand as `[12]`, counted
 * from 1 in `references`.
 */
export type DemoPaperText = {
  title: string;
  authors: readonly string[];
  organization: string | null;
  abstract: string;
  /** Stands in the introduction, on page 1 or 2, over two lines or more; without markup. */
  knownSentence: string;
  sections: readonly Section[];
  references: readonly string[];
};

type Maker = {
  random: Random;
  subject: Subject;
  referenceCount: number;
  decks: Map<SentenceKind, string[]>;
  said: Set<string>;
  counts: { figure: number; table: number; equation: number };
};

/** The text of a version of a paper, the same for the same seed and paper. */
export function makePaperText(seed: number, paper: DemoPaper, version: number): DemoPaperText {
  const random = randomOf(seed, 'text', paper.id);
  const maker: Maker = {
    random,
    subject: paper.subject,
    referenceCount: random.int(26, 52),
    decks: new Map(),
    said: new Set(),
    counts: { figure: 0, table: 0, equation: 0 },
  };
  const known = fill(random.pick(claims), slotsOf(maker), random);
  const sections = makeSections(maker, known, version);
  return {
    title: paper.title,
    authors: paper.people.map((person) => person.latin),
    organization: paper.organization?.name ?? null,
    abstract: plainAbstract(paper.abstract),
    knownSentence: known,
    sections,
    references: makeReferences(seed, paper, maker.referenceCount, random),
  };
}

const latex: readonly (readonly [RegExp, string])[] = [
  [/\$\\mathcal\{O\}\(n \\log k\)\$/g, '*O*(*n* log *k*)'],
  [/\$\\epsilon \\rightarrow 0\$/g, 'ε → 0'],
  [/\$\\lambda \\mathcal\{L\}.*?\$/g, 'of a task loss and an auxiliary loss'],
  [/\$\\lambda\$/g, 'λ'],
  [/\$\\times\$/g, '×'],
  [/\$(\w)\$/g, '*$1*'],
  [/\\%/g, '%'],
  [/~/g, ' '],
];

/** The abstract as it is printed: formulas in plain letters. */
function plainAbstract(abstract: string): string {
  return latex.reduce((text, [pattern, printed]) => text.replace(pattern, printed), abstract);
}

function slotsOf({ subject, random, referenceCount }: Maker): Record<string, string> {
  const { topic, slots } = subject;
  const other = (pool: readonly string[], taken: string | undefined) =>
    random.pick(pool.filter((word) => word !== taken));
  const cited = [
    random.int(1, referenceCount),
    random.int(1, referenceCount),
    random.int(1, referenceCount),
  ];
  const numbers = [...new Set(cited.slice(0, random.pick([1, 1, 2, 2, 3])))].sort((a, b) => a - b);
  return {
    ...slots,
    othersystem: other(topic.systems, slots.system),
    otherproblem: other(topic.problems, slots.problem),
    anymech: other(topic.mechanisms, slots.mechanism),
    anydata: random.pick(topic.data),
    anytask: random.pick(topic.tasks),
    cite: `[${numbers.join(', ')}]`,
    one: String(cited[0]),
  };
}

/** The next sentence of a kind: no template returns before all of its kind were used. */
function nextSentence(maker: Maker, kind: SentenceKind): string {
  let text = '';
  for (let attempt = 0; attempt < 6; attempt++) {
    const deck = maker.decks.get(kind) ?? [];
    const template = deck.pop() ?? '';
    maker.decks.set(kind, deck.length > 0 || template === '' ? deck : []);
    text = template === '' ? refill(maker, kind) : fill(template, slotsOf(maker), maker.random);
    if (!maker.said.has(text)) break;
  }
  maker.said.add(text);
  return capitalised(text);
}

function refill(maker: Maker, kind: SentenceKind): string {
  const deck = maker.random.shuffle<string>(sentences[kind]);
  const first = deck.pop()!;
  maker.decks.set(kind, deck);
  return fill(first, slotsOf(maker), maker.random);
}

function paragraph(maker: Maker, kind: SentenceKind, low = 5, high = 7): Block {
  const count = maker.random.int(low, high);
  return {
    kind: 'paragraph',
    sentences: Array.from({ length: count }, () => nextSentence(maker, kind)),
  };
}

function paragraphs(maker: Maker, kind: SentenceKind, low: number, high: number): Block[] {
  return Array.from({ length: maker.random.int(low, high) }, () => paragraph(maker, kind));
}

function makeSections(maker: Maker, known: string, version: number): Section[] {
  const { random, subject } = maker;
  const word = (name: string) => titleCase(subject.slots[name]!);
  const body: Omit<Section, 'number'>[] = [
    { heading: 'Introduction', level: 1, blocks: introduction(maker, known, version) },
    { heading: 'Related Work', level: 1, blocks: paragraphs(maker, 'related', 4, 5) },
    {
      heading: `${word('mechanism')} as a Stage of Its Own`,
      level: 1,
      blocks: paragraphs(maker, 'method', 1, 1),
    },
    {
      heading: 'Problem Statement',
      level: 2,
      blocks: [...formulaBlocks(maker), ...paragraphs(maker, 'method', 2, 2)],
    },
    {
      heading: `The ${subject.name} Procedure`,
      level: 2,
      blocks: [...paragraphs(maker, 'method', 1, 2), figure(maker), ...formulaBlocks(maker)],
    },
    { heading: 'Implementation', level: 2, blocks: paragraphs(maker, 'method', 3, 3) },
    { heading: 'Experiments', level: 1, blocks: paragraphs(maker, 'setup', 1, 1) },
    {
      heading: 'Data and Baselines',
      level: 2,
      blocks: [...paragraphs(maker, 'setup', 3, 3), table(maker)],
    },
    {
      heading: 'Main Results',
      level: 2,
      blocks: [
        ...paragraphs(maker, 'results', 2, 2),
        figure(maker, true),
        ...paragraphs(maker, 'results', 3, 4),
      ],
    },
    {
      heading: `Results under ${word('problem')}`,
      level: 2,
      blocks: [...paragraphs(maker, 'results', 3, 4), figure(maker)],
    },
    { heading: 'Analysis', level: 1, blocks: paragraphs(maker, 'analysis', 1, 1) },
    {
      heading: 'Ablations',
      level: 2,
      blocks: [...paragraphs(maker, 'analysis', 3, 4), table(maker), figure(maker)],
    },
    {
      heading: 'What Goes Wrong',
      level: 2,
      blocks: [...paragraphs(maker, 'analysis', 3, 4), figure(maker)],
    },
    {
      heading: 'Cost and Memory',
      level: 2,
      blocks: [...paragraphs(maker, 'results', 2, 2), table(maker), figure(maker)],
    },
    { heading: 'Discussion and Limits', level: 1, blocks: paragraphs(maker, 'discussion', 2, 2) },
    { heading: 'Conclusion', level: 1, blocks: [paragraph(maker, 'discussion', 3, 4)] },
  ];
  return [...numberSections(body), ...appendix(maker, random.pick([2, 2, 2, 3, 3, 4, 5, 7, 9]))];
}

function numberSections(body: readonly Omit<Section, 'number'>[]): Section[] {
  let [major, minor] = [0, 0];
  return body.map((section) => {
    [major, minor] = section.level === 1 ? [major + 1, 0] : [major, minor + 1];
    return { ...section, number: section.level === 1 ? `${major}` : `${major}.${minor}` };
  });
}

function introduction(maker: Maker, known: string, version: number): Block[] {
  const opening = [nextSentence(maker, 'opening'), known, nextSentence(maker, 'motivation')];
  const added: Block[] = version > 1 ? [paragraph(maker, 'motivation', 3, 3)] : [];
  return [
    { kind: 'paragraph', sentences: opening },
    paragraph(maker, 'motivation', 4, 5),
    ...added,
    paragraph(maker, 'plan', 3, 4),
  ];
}

const appendixHeadings = [
  'Further Results',
  'Details of Training',
  'Prompts and Instructions',
  'Additional Ablations',
  'Data Sheets',
  'Proofs',
  'Per-Source Results',
  'Annotation Guidelines',
  'Sensitivity to Seeds',
];

function appendix(maker: Maker, count: number): Section[] {
  const kinds: SentenceKind[] = ['results', 'setup', 'analysis', 'method'];
  const more = count >= 7 ? 3 : 0;
  return appendixHeadings.slice(0, count).map((heading, i) => ({
    number: String.fromCharCode(65 + i),
    heading,
    level: 1,
    blocks: [
      ...paragraphs(maker, kinds[i % 4]!, 2 + more, 3 + more),
      table(maker),
      figure(maker),
      ...paragraphs(maker, kinds[(i + 1) % 4]!, 1, 2),
      figure(maker),
    ],
  }));
}

function formulaBlocks(maker: Maker): Block[] {
  const number = ++maker.counts.equation;
  const { before, formula } = formulas[(number + maker.referenceCount) % formulas.length]!;
  const after = maker.random.pick([
    `where Equation (${number}) is <evaluated|computed> once for each batch and the remaining terms are <kept fixed|treated as constants>.`,
    `and the right-hand side of Equation (${number}) <can be|is> estimated from {anydata} without labels.`,
    `with one parameter for each kind of {problem}; the form of Equation (${number}) is <chosen|used> because it is cheap to differentiate.`,
  ]);
  const lead = [nextSentence(maker, 'method'), nextSentence(maker, 'method'), before];
  return [
    { kind: 'paragraph', sentences: lead },
    { kind: 'formula', number, formula },
    {
      kind: 'paragraph',
      sentences: [
        fill(after, slotsOf(maker), maker.random),
        nextSentence(maker, 'method'),
        nextSentence(maker, 'method'),
      ],
    },
  ];
}

function figure(maker: Maker, wide = false): Block {
  const { random, subject } = maker;
  const number = ++maker.counts.figure;
  const slots = slotsOf(maker);
  const plot = (['curves', 'heat', 'bars', 'scatter'] as const)[
    (number + maker.referenceCount) % 4
  ]!;
  const captions = {
    curves:
      '{metric^} on {anydata} as training proceeds. The band of lines shows {name} and <two|the> baselines.',
    heat: 'Weights that {mechanism} gives to {anydata} (columns) under {problem} (rows). Dark means more.',
    bars: '{metric^} of the compared methods on {anydata}, normalised. Whiskers show two standard errors.',
    scatter: '{othermetric^} against {metric}, one point for each example of {anydata}.',
  };
  const labels = {
    curves: ['step (thousands)', `${slots.metric} (normalised)`],
    heat: ['candidate', 'input'],
    bars: ['', slots.metric!],
    scatter: [slots.metric!, slots.othermetric!],
  };
  return {
    kind: 'float',
    float: {
      ...{ kind: 'figure', number, plot, wide },
      caption: fill(captions[plot], slots, random),
      xLabel: labels[plot][0]!,
      yLabel: labels[plot][1]!,
      names: [
        subject.name,
        subject.slots.rival!,
        slots.anymech === subject.slots.rival ? 'no control' : slots.anymech!,
      ],
    },
  };
}

function table(maker: Maker): Block {
  const { random, subject } = maker;
  const columns = random
    .shuffle(subject.topic.data)
    .slice(0, 3)
    .map((name) => capitalised(name.split(' ').at(-1)!));
  const others = random
    .shuffle(subject.topic.mechanisms)
    .slice(0, random.int(4, 7))
    .map(capitalised);
  const base = random.int(38, 61);
  const rows = ['No control', ...others, subject.name].map((name, i, all) => {
    const lift = (i / all.length) * 14 + (i === all.length - 1 ? 4 : 0);
    return [name, ...columns.map(() => (base + lift + random.next() * 3).toFixed(1))];
  });
  const caption = fill(
    '{metric^} on three collections; mean of {int:3-9} runs. The best value is set in bold.',
    slotsOf(maker),
    random,
  );
  const number = ++maker.counts.table;
  return {
    kind: 'float',
    float: {
      kind: 'table',
      number,
      caption,
      header: ['Method', ...columns],
      rows,
      bestRow: rows.length - 1,
    },
  };
}
