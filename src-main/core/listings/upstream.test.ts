import { afterEach, describe } from 'vitest';
import {
  type DemoPaper,
  type DemoUpstream,
  type Fault,
  startDemoUpstream,
} from '../../demo/index.ts';
import { createArxiv } from './arxiv.ts';
import { ManualClock } from './clock.ts';
import { NOTHING_SAID } from './facts.ts';
import { createHttp } from './http/index.ts';
import { createHuggingFace } from './hugging-face.ts';
import {
  createMemoryArxiv,
  createMemoryHuggingFace,
  type MemoryLibrary,
} from './memory-upstream.ts';
import type { Upstream, UpstreamPaper } from './types.ts';
import {
  acceptArxiv,
  acceptListings,
  acceptUpstream,
  type KnownPaper,
  type Trial,
} from './upstream-suite.ts';

const DEMO = { seed: 5, today: '2026-11-20', days: 24 };
const DAYS = { busy: '2026-11-18', empty: '2026-11-15' };

const demos: DemoUpstream[] = [];
afterEach(async () => {
  for (const demo of demos.splice(0)) await demo.close();
});

async function startDemo(faults: readonly Fault[] = []): Promise<DemoUpstream> {
  const demo = await startDemoUpstream({ ...DEMO, faults });
  demos.push(demo);
  return demo;
}

const toKnown = (paper: DemoPaper): KnownPaper => ({
  ...{ arxivId: paper.id, title: paper.title, authors: paper.authors },
  ...{ publishedAt: paper.publishedAt, categories: paper.categories },
  version: paper.versions.length,
});

const toUpstreamPaper = (paper: DemoPaper): UpstreamPaper => ({
  ...NOTHING_SAID,
  ...{ arxivId: paper.id, title: paper.title, authors: paper.authors, source: 'hf' },
  ...{ abstract: paper.abstract, publishedAt: paper.publishedAt, upvotes: paper.upvotes },
  arxiv: {
    ...{ version: paper.versions.length, doi: null, comment: null, journalRef: null },
    ...{ categories: paper.categories, primaryCategory: null, updatedAt: null },
  },
});

/** Over real HTTP, on a clock that need not be waited for. */
function overHttp<T extends Upstream>(
  create: (options: { http: ReturnType<typeof createHttp>; origin: string }) => T,
  faults: readonly Fault[] = [],
) {
  return async (): Promise<Trial<T>> => {
    const demo = await startDemo(faults);
    const { origin } = demo;
    const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
    const http = createHttp({ version: '1', origins, clock: new ManualClock({ jumping: true }) });
    return {
      upstream: create({ http, origin }),
      papers: demo.papers.map(toKnown),
      days: DAYS,
      listingOf: (day) => demo.papersOn(day).map(({ id }) => id),
      breakDown: () => {
        demo.setFaults([{ kind: 'status', code: 502, match: '/' }]);
        return 'server-error';
      },
      publishVersion: (id) => {
        const versions = demo.papers.find((paper) => paper.id === id)!.versions;
        return demo.revise(id, { versions: [...versions, DEMO.today] })!.versions.length;
      },
    };
  };
}

/** The same papers, in memory. */
function inMemory<T extends Upstream>(create: (library: MemoryLibrary) => T) {
  return async (): Promise<Trial<T>> => {
    const demo = await startDemo();
    const listingOf = (day: string) => demo.papersOn(day).map(({ id }) => id);
    const library: MemoryLibrary = {
      papers: demo.papers.map(toUpstreamPaper),
      days: { [DAYS.busy]: listingOf(DAYS.busy) },
    };
    return {
      upstream: create(library),
      papers: demo.papers.map(toKnown),
      ...{ days: DAYS, listingOf },
      breakDown: () => {
        const failure = { host: 'memory', status: null, retryAt: null };
        library.failure = { ...failure, reason: 'offline' };
        return 'offline';
      },
      publishVersion: (id) => {
        const paper = library.papers.find(({ arxivId }) => arxivId === id)!;
        const version = paper.arxiv!.version! + 1;
        library.papers = library.papers.map((each) =>
          each === paper ? { ...paper, arxiv: { ...paper.arxiv!, version } } : each,
        );
        return version;
      },
    };
  };
}

/** Every second try or so is struck; each is one that the next try gets over. */
const PASSING: readonly Fault[] = [
  { kind: 'down', match: '/api/', times: 1 },
  { kind: 'status', code: 429, headers: { 'retry-after': '2' }, match: '/api/', times: 1 },
];

describe('[LIST-4] Hugging Face over HTTP', () => {
  const make = overHttp(createHuggingFace);
  acceptUpstream(make);
  acceptListings(make);
});

describe('[LIST-4] Hugging Face over HTTP that fails at first', () => {
  const make = overHttp(createHuggingFace, PASSING);
  acceptUpstream(make);
  acceptListings(make);
});

describe('[LIST-4] arXiv over HTTP', () => {
  const make = overHttp(createArxiv);
  acceptUpstream(make);
  acceptArxiv(make);
});

describe('[LIST-4] arXiv over HTTP that fails at first', () => {
  const make = overHttp(createArxiv, PASSING);
  acceptUpstream(make);
  acceptArxiv(make);
});

describe('[LIST-4] Hugging Face in memory', () => {
  const make = inMemory(createMemoryHuggingFace);
  acceptUpstream(make);
  acceptListings(make);
});

describe('[LIST-4] arXiv in memory', () => {
  const make = inMemory(createMemoryArxiv);
  acceptUpstream(make);
  acceptArxiv(make);
});
