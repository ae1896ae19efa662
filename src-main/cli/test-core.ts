import { createRouterClient, implement } from '@orpc/server';
import {
  type AddResult,
  contract,
  type DoctorReport,
  type FetchResult,
  type FilesStatus,
  type ImportReport,
  type ListingsStatus,
  type ListRequest,
  type PaperDetails,
  type SyncReport,
  type SyncRequest,
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
  fetch: (ids: string[]) => Promise<FetchResult[]>;
  filesStatus: () => FilesStatus;
  cancelFetch: (ids: string[]) => void;
  import: (name: string, content: string) => ImportReport;
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

const IDLE: ListingsStatus = {
  state: 'idle',
  day: null,
  done: 0,
  total: 0,
  syncedAt: null,
  failure: null,
};
const EMPTY_QUEUE: FilesStatus = { done: 0, failed: 0, total: 0, active: [], waitingUntil: null };

/** A typed client over a real router of the contract, whose schemas check what goes in and out. */
export function testClient(over: Partial<TestAnswers>): CoreClient {
  const answers: TestAnswers = {
    sync: unexpectedCall,
    cancelSync: () => undefined,
    listingsStatus: () => IDLE,
    list: unexpectedCall,
    get: unexpectedCall,
    add: unexpectedCall,
    fetch: unexpectedCall,
    filesStatus: () => EMPTY_QUEUE,
    cancelFetch: () => undefined,
    import: unexpectedCall,
    doctor: unexpectedCall,
    ...over,
  };
  const os = implement(contract);
  const none = unexpectedCall;
  const router = os.router({
    events: os.events.handler(none),
    system: {
      info: os.system.info.handler(none),
      openDemo: os.system.openDemo.handler(none),
      activate: os.system.activate.handler(none),
      doctor: os.system.doctor.handler(({ input }) => answers.doctor(input.repair)),
      backup: os.system.backup.handler(none),
    },
    library: {
      counts: os.library.counts.handler(none),
      open: os.library.open.handler(none),
      rows: os.library.rows.handler(none),
      list: os.library.list.handler(({ input }) => answers.list(input)),
    },
    papers: {
      get: os.papers.get.handler(({ input }) => ({ revision: 1, paper: answers.get(input.id) })),
      update: os.papers.update.handler(none),
      add: os.papers.add.handler(({ input }) => answers.add(input.source)),
    },
    annotations: {
      list: os.annotations.list.handler(none),
      create: os.annotations.create.handler(none),
      update: os.annotations.update.handler(none),
    },
    notes: { get: os.notes.get.handler(none), apply: os.notes.apply.handler(none) },
    listings: {
      status: os.listings.status.handler(() => answers.listingsStatus()),
      sync: os.listings.sync.handler(({ input }) => answers.sync(input)),
      cancel: os.listings.cancel.handler(() => {
        answers.cancelSync();
        return {};
      }),
    },
    files: {
      status: os.files.status.handler(() => answers.filesStatus()),
      fetch: os.files.fetch.handler(({ input }) => answers.fetch(input.ids)),
      cancel: os.files.cancel.handler(({ input }) => {
        answers.cancelFetch(input.ids);
        return {};
      }),
    },
    exchange: {
      import: os.exchange.import.handler(({ input }) => answers.import(input.name, input.content)),
    },
    settings: {
      get: os.settings.get.handler(none),
      update: os.settings.update.handler(none),
      getLayout: os.settings.getLayout.handler(none),
      setLayout: os.settings.setLayout.handler(none),
    },
  });
  return createRouterClient(router);
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
    now: () => setting.now ?? Date.UTC(2026, 5, 15, 12),
  };
  const session = {
    client: testClient(answers),
    shared: setting.shared ?? false,
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
