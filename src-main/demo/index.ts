import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, jsonError, type Query } from './answer.ts';
import { currentDay } from './corpus/calendar.ts';
import { type Corpus, type DemoRevision, type DemoRoles, makeCorpus } from './corpus/corpus.ts';
import type { DemoPaper } from './corpus/paper.ts';
import { deliver, type Fault, makeFaultPlan } from './faults.ts';
import { knownSentence } from './pdf/index.ts';
import { answerArxivPdf } from './routes/arxiv-pdf.ts';
import { answerArxivQuery } from './routes/arxiv-query.ts';
import { findDemoPdf } from './routes/demo-pdfs.ts';
import { answerHuggingFace } from './routes/hugging-face.ts';
import { openRecorded } from './routes/recorded.ts';
import { misread, spoil } from './spoil.ts';

export type { DemoRevision, DemoRoles } from './corpus/corpus.ts';
export type { DemoPaper } from './corpus/paper.ts';
export type { Fault, FaultKind } from './faults.ts';
export { type DemoPaperText, demoPaperText, knownSentence } from './pdf/index.ts';
export { type DemoOrigins, type DemoThread, startDemoThread } from './thread.ts';

/** How the upstream is made. */
export type DemoOptions = {
  /** Same seed, same papers. Default 1. */
  seed?: number;
  /** The newest day, `YYYY-MM-DD`. Default the current UTC day. */
  today?: string;
  /** How many days, today included. Default 30. */
  days?: number;
  /** A folder of recorded answers to serve in place of made-up ones. */
  recorded?: string;
  /** Default: any free port. */
  port?: number;
  faults?: readonly Fault[];
};

/** One request that came in, in order of arrival. Times are milliseconds since 1970. */
export type DemoRequest = {
  method: string;
  /** With the query. */
  path: string;
  /** 0 while it runs, and when the connection was broken off before an answer. */
  status: number;
  at: number;
  /** When the answer was sent; null while it runs. */
  endedAt: number | null;
  userAgent: string;
  /** Bytes of body sent. */
  bytes: number;
};

/** A running upstream: one server that stands for Hugging Face and for arXiv. */
export type DemoUpstream = {
  /** `http://127.0.0.1:port`; the three others are the same. */
  origin: string;
  hfOrigin: string;
  arxivOrigin: string;
  arxivPdfOrigin: string;
  seed: number;
  requests: readonly DemoRequest[];
  setFaults(faults: readonly Fault[]): void;
  /** How many requests a fault has struck so far. */
  readonly struck: number;
  /** Ends open connections, stalled ones too. */
  close(): Promise<void>;
  /** All days of the window, oldest first. */
  days: readonly string[];
  /** Every made-up paper once, oldest featured day first. */
  papers: readonly DemoPaper[];
  /** A day's papers in the order of its listing. */
  papersOn(day: string): readonly DemoPaper[];
  /**
   * Lets time pass for a paper: votes that moved, a version that came (its day added to `versions`).
   * Null for an id that is unknown.
   */
  revise(paperId: string, change: DemoRevision): DemoPaper | null;
  roles: DemoRoles;
  /** A sentence of the paper's introduction, on page 1 or 2, over two lines or more; null when unknown. */
  knownSentence(paperId: string): string | null;
};

/** Starts the upstream on 127.0.0.1. Papers are made when they are first asked for. */
export async function startDemoUpstream(options: DemoOptions = {}): Promise<DemoUpstream> {
  const corpus = makeCorpus(options.seed ?? 1, options.today ?? currentDay(), options.days ?? 30);
  const route = makeRoutes(corpus, options.recorded);
  const plan = makeFaultPlan(options.faults ?? []);
  const requests: DemoRequest[] = [];
  const closing = new AbortController();
  let struck = 0;
  const server = createServer((request, response) => {
    const record = recordOf(request);
    requests.push(record);
    handle(request, response, record).catch(() => response.destroy());
  });
  const handle = async (
    request: IncomingMessage,
    response: ServerResponse,
    record: DemoRequest,
  ) => {
    const fault = plan.take(record.path);
    if (fault) struck++;
    const answer = spoil(
      answerRequest(request, (query) => route(misread(query, fault))),
      fault,
      record.path,
    );
    record.status = fault?.kind === 'down' ? 0 : answer.status;
    record.bytes = await deliver(response, answer, fault, closing.signal);
    record.endedAt = Date.now();
  };
  const origin = await listen(server, options.port ?? 0);
  return {
    ...{ origin, hfOrigin: origin, arxivOrigin: origin, arxivPdfOrigin: origin },
    seed: corpus.seed,
    requests,
    setFaults: plan.set,
    get struck() {
      return struck;
    },
    close: () => closeServer(server, closing),
    days: corpus.days,
    get papers() {
      return corpus.papers();
    },
    papersOn: corpus.papersOn,
    revise: corpus.revise,
    get roles() {
      return corpus.roles();
    },
    knownSentence: (id) => {
      const paper = corpus.paper(id);
      return paper ? knownSentence(corpus.seed, paper) : null;
    },
  };
}

type Route = (query: Query) => Answer;

function makeRoutes(corpus: Corpus, recorded: string | undefined): Route {
  const findPdf = findDemoPdf(corpus);
  const fromRecord = recorded === undefined ? null : openRecorded(recorded, corpus);
  const made = (query: Query) =>
    query.path === '/api/query'
      ? answerArxivQuery(corpus, query)
      : (answerArxivPdf(findPdf, query) ?? answerHuggingFace(corpus, query));
  return (query) => fromRecord?.(query) ?? made(query) ?? jsonError(404, 'Not Found');
}

function answerRequest(request: IncomingMessage, route: Route): Answer {
  const origin = `http://${request.headers.host ?? '127.0.0.1'}`;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return jsonError(405, 'Method Not Allowed');
  const url = URL.canParse(request.url ?? '', origin) ? new URL(request.url ?? '', origin) : null;
  if (!url) return jsonError(400, 'Bad Request');
  const headers = request.headers as Record<string, string | undefined>;
  return route({ path: url.pathname, params: url.searchParams, headers, origin });
}

function recordOf(request: IncomingMessage): DemoRequest {
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    status: 0,
    at: Date.now(),
    endedAt: null,
    userAgent: request.headers['user-agent'] ?? '',
    bytes: 0,
  };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function closeServer(server: Server, closing: AbortController): Promise<void> {
  closing.abort();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
