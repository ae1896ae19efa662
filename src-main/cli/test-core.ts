import { createRouterClient, implement } from '@orpc/server';
import {
  type AddResult,
  type BackfillResult,
  contract,
  type DoctorReport,
  type FetchResult,
  type FilesStatus,
  type FindRequest,
  type FindResult,
  type ImportReport,
  type ListingsStatus,
  type ListRequest,
  type PaperDetails,
  type RefreshResult,
  type SyncReport,
  type SyncRequest,
  type UpstreamSearchRequest,
  type UpstreamSearchResult,
} from '../../src-shared/contract/index.ts';
import { parseLaunchOptions } from '../core/index.ts';
import type { Io } from './io.ts';
import { type Reach, run } from './run.ts';
import type { CoreClient, OpenSessionResult } from './session.ts';

/** For tests: what the core answers; each may be replaced. */
export type TestAnswers = {
  sync: (request: SyncRequest) => Promise<SyncReport>;
  cancelSync: () => void;
  listingsStatus: () => ListingsStatus;
  list: (request: ListRequest) => PaperDetails[];
  get: (id: string) => PaperDetails | null;
  add: (source: string) => AddResult;
  refresh: (id: string) => RefreshResult;
  backfill: (range: { from: string; to: string }) => BackfillResult;
  readCategories: () => void;
  search: (request: UpstreamSearchRequest) => UpstreamSearchResult;
  find: (request: FindRequest) => FindResult;
  fetch: (ids: string[]) => Promise<FetchResult[]>;
  filesStatus: () => FilesStatus;
  cancelFetch: (ids: string[]) => void;
  resumeFiles: () => void;
  import: (name: string, content: Buffer, id: string) => ImportReport | Promise<ImportReport>;
  discard: (id: string) => void;
  doctor: (repair: boolean) => DoctorReport;
};

/** A paper of which everything is known, with `over` instead of some of it. */
export function testPaper(over: Partial<PaperDetails> = {}): PaperDetails {
  return {
    id: 'arxiv:2606.00467',
    arxivId: '2606.00467',
    title: 'On the Limits of LLM Adaptability',
    abstract: 'Large language models are increasingly used for annotation.',
    authors: ['Etienne Casanova', 'Rafal Kocielnik'],
    authorCount: 2,
    organization: 'Caltech',
    publishedAt: '2026-05-30',
    featuredOn: ['2026-06-12'],
    upvotes: 17,
    comments: 2,
    status: 'new',
    starred: false,
    tags: [],
    collections: [],
    pdf: { state: 'none', sha256: null, bytes: null, pages: null },
    aiSummary: null,
    aiKeywords: [],
    projectPage: null,
    githubRepo: null,
    githubStars: null,
    submittedBy: null,
    linkedModels: null,
    linkedDatasets: null,
    linkedSpaces: null,
    progress: null,
    secondsRead: 0,
    due: null,
    collectionIds: [],
    formerIds: [],
    addedAt: null,
    categories: [],
    doi: null,
    comment: null,
    journalRef: null,
    thumbnail: null,
    origins: [],
    latestVersion: null,
    latestVersionAt: null,
    pinned: false,
    pdfVersion: null,
    pdfFailure: null,
    position: null,
    lastReadAt: null,
    ...over,
  };
}

const unexpectedCall = (): never => {
  throw new Error('This test did not expect that call.');
};

/** For tests: listings that do nothing. */
export const IDLE: ListingsStatus = {
  ...{ state: 'idle', day: null, done: 0, total: 0, syncedAt: null, failure: null },
  ...{ backfills: [], upstreams: [], categories: [] },
};
/** For tests: a queue with nothing in it. */
export const EMPTY_QUEUE: FilesStatus = {
  ...{ paused: false, done: 0, failed: 0, total: 0, active: [], waitingUntil: null },
  text: { done: 0, total: 0, failed: 0 },
};

type Handler = (options: { input: never }) => unknown;
/** Handlers by the names of the contract's groups and procedures. */
type Handlers = Readonly<Record<string, Readonly<Record<string, Handler>>>>;
type Builders = Readonly<Record<string, { handler(handler: Handler): unknown }>>;

/** A router of the whole contract; a procedure that no handler is given for fails the test. */
function routerOf(handlers: Handlers) {
  const os = implement(contract);
  const groups = os as unknown as Readonly<Record<string, Builders>>;
  const group = (name: string, procedures: object) =>
    Object.keys(procedures).map((procedure) => {
      const handler = handlers[name]?.[procedure] ?? unexpectedCall;
      return [procedure, groups[name]![procedure]!.handler(handler)];
    });
  const { events: _events, ...rest } = contract;
  const entries = Object.entries(rest).map(([name, procedures]) => [
    name,
    Object.fromEntries(group(name, procedures)),
  ]);
  const events = os.events.handler(unexpectedCall);
  return os.router({ events, ...Object.fromEntries(entries) });
}

/** A typed client over a real router of the contract, whose schemas check what goes in and out. */
export function testClient(over: Partial<TestAnswers>): CoreClient {
  const answers: TestAnswers = {
    sync: unexpectedCall,
    cancelSync: () => undefined,
    listingsStatus: () => IDLE,
    list: unexpectedCall,
    get: unexpectedCall,
    add: unexpectedCall,
    refresh: unexpectedCall,
    backfill: unexpectedCall,
    readCategories: unexpectedCall,
    search: unexpectedCall,
    find: unexpectedCall,
    fetch: unexpectedCall,
    filesStatus: () => EMPTY_QUEUE,
    cancelFetch: () => undefined,
    resumeFiles: () => undefined,
    import: unexpectedCall,
    discard: () => undefined,
    doctor: unexpectedCall,
    ...over,
  };
  const handlers = { ...ofPapers(answers), ...ofExchange(answers) };
  return createRouterClient(routerOf(handlers)) as CoreClient;
}

/** Handlers of one procedure each, typed by what the contract gives them. */
function ofPapers(answers: TestAnswers): Handlers {
  const done = {};
  return {
    system: { doctor: ({ input }: { input: { repair: boolean } }) => answers.doctor(input.repair) },
    library: { list: ({ input }: { input: ListRequest }) => answers.list(input) },
    papers: {
      get: ({ input }: { input: { id: string } }) => ({
        revision: 1,
        paper: answers.get(input.id),
      }),
      add: ({ input }: { input: { source: string } }) => answers.add(input.source),
      refresh: ({ input }: { input: { id: string } }) => answers.refresh(input.id),
    },
    listings: {
      status: () => answers.listingsStatus(),
      sync: ({ input }: { input: SyncRequest }) => answers.sync(input),
      backfill: ({ input }: { input: { from: string; to: string } }) => answers.backfill(input),
      search: ({ input }: { input: UpstreamSearchRequest }) => answers.search(input),
      readCategories: () => {
        answers.readCategories();
        return done;
      },
      cancel: () => {
        answers.cancelSync();
        return done;
      },
    },
    search: { find: ({ input }: { input: FindRequest }) => answers.find(input) },
    files: {
      status: () => answers.filesStatus(),
      fetch: ({ input }: { input: { ids: string[] } }) => answers.fetch(input.ids),
      cancel: ({ input }: { input: { ids: string[] } }) => {
        answers.cancelFetch(input.ids);
        return done;
      },
      resume: () => {
        answers.resumeFiles();
        return done;
      },
    },
  };
}

type Sent = { readonly name: string; content: Buffer };

/** Takes files in pieces as the core does, and hands them on whole. */
function ofExchange(answers: TestAnswers): Handlers {
  const sent = new Map<string, Sent>();
  return {
    exchange: {
      begin: ({ input }: { input: { name: string } }) => {
        const id = `${sent.size}`.padStart(32, '0');
        sent.set(id, { name: input.name, content: Buffer.alloc(0) });
        return { ok: true, id };
      },
      append: ({ input }: { input: { id: string; data: string } }) => {
        const file = sent.get(input.id)!;
        file.content = Buffer.concat([file.content, Buffer.from(input.data, 'base64')]);
        return { ok: true, id: input.id };
      },
      import: ({ input }: { input: { id: string } }) => {
        const file = sent.get(input.id)!;
        return answers.import(file.name, file.content, input.id);
      },
      discard: ({ input }: { input: { id: string } }) => {
        answers.discard(input.id);
        return {};
      },
    },
  };
}

/** How a test's command line is set up. */
export type TestSetting = {
  answers?: Partial<TestAnswers>;
  opened?: OpenSessionResult;
  reach?: Partial<Reach>;
  stdoutColumns?: number;
  stderrColumns?: number;
  env?: Record<string, string>;
  signal?: AbortSignal;
  askSecret?: Io['askSecret'];
  now?: number;
  shared?: boolean;
};

/** What a run in this process printed and answered. */
export type Ran = { code: number; stdout: string; stderr: string; closed: number };

/** Runs a command line in this process against `testClient`. */
export async function runTest(argv: string[], setting: TestSetting = {}): Promise<Ran> {
  const ran: Ran = { code: -1, stdout: '', stderr: '', closed: 0 };
  const { answers = {}, env = {}, stdoutColumns = null, stderrColumns = null } = setting;
  const output = (key: 'stdout' | 'stderr', columns: number | null) => ({
    write: (text: string) => {
      ran[key] += text;
    },
    isTTY: columns !== null,
    columns,
  });
  const io: Io = {
    stdout: output('stdout', stdoutColumns),
    stderr: output('stderr', stderrColumns),
    env,
    signal: setting.signal ?? new AbortController().signal,
    askSecret: setting.askSecret ?? null,
    now: () => setting.now ?? Date.UTC(2026, 5, 15, 12),
  };
  const session = {
    client: testClient(answers),
    shared: setting.shared ?? false,
    isLost: () => false,
    close: async () => {
      ran.closed += 1;
    },
  };
  ran.code = await run(argv, io, {
    openSession: async () => setting.opened ?? { ok: true, session },
    serve: unexpectedCall,
    launchParser: async () => parseLaunchOptions,
    version: '0.1.0',
    ...setting.reach,
  });
  return ran;
}
