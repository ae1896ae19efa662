import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, answerOf, type Query } from '../answer.ts';
import { isDay } from '../corpus/calendar.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { answerArxivPdf, type FindPdf } from './arxiv-pdf.ts';
import { answerArxivQuery, emptyFeed } from './arxiv-query.ts';

/** Answers requests from a folder of recorded data; null when the path belongs to neither service. */
export type RecordedRoutes = (query: Query) => Answer | null;

const json = 'application/json; charset=utf-8';

/** Reads the manifests of a folder laid out as the recorded fixtures are. */
export function openRecorded(folder: string, corpus: Corpus): RecordedRoutes {
  const findPdf = findRecordedPdf(folder);
  const feeds = readTable(join(folder, 'arxiv', 'MANIFEST.tsv'));
  return (query) => {
    if (query.path === '/api/daily_papers') return recordedDay(folder, query);
    if (query.path.startsWith('/api/papers/')) return recordedPaper(folder, query);
    if (query.path === '/api/query') return recordedFeed(folder, feeds, corpus, query);
    return answerArxivPdf(findPdf, query);
  };
}

function recordedDay(folder: string, query: Query): Answer {
  const date = query.params.get('date');
  if (date !== null && !isDay(date)) return answerOf(400, json, '{"error":"Invalid date"}');
  const file = join(folder, 'hf', `daily_papers-${date}.json`);
  const past = (query.params.get('p') ?? '0') !== '0';
  if (date === null || past || !existsSync(file))
    return fileJson(folder, 200, 'daily_papers-empty-day.json');
  return answerOf(200, json, readFileSync(file));
}

function fileJson(folder: string, status: number, name: string): Answer {
  return answerOf(status, json, readFileSync(join(folder, 'hf', name)));
}

function recordedPaper(folder: string, query: Query): Answer {
  const id = /^\/api\/papers\/(\d{4}\.\d{4,5})$/.exec(query.path)?.[1];
  const file = join(folder, 'hf', 'papers', `${id}.json`);
  if (id === undefined || !existsSync(file)) return fileJson(folder, 404, 'error-404.json');
  return answerOf(200, json, readFileSync(file));
}

/** The answer recorded for the same ids, or for the same search and page. */
function recordedFeed(folder: string, feeds: readonly Row[], corpus: Corpus, query: Query): Answer {
  const row = feeds.find((feed) =>
    sameRequest(new URL(feed.request_url!).searchParams, query.params),
  );
  if (!row) {
    const made = answerArxivQuery(corpus, query);
    return made.status === 400 ? made : emptyFeed(corpus, query);
  }
  const body = readFileSync(join(folder, 'arxiv', row.file!));
  return answerOf(Number(row.http_status), 'application/atom+xml; charset=utf-8', body);
}

function sameRequest(recorded: URLSearchParams, asked: URLSearchParams): boolean {
  const same = (name: string, fallback: string) =>
    (recorded.get(name) || fallback) === (asked.get(name) || fallback);
  if (!same('id_list', '') || !same('search_query', '')) return false;
  return asked.get('id_list') ? true : same('start', '0') && same('max_results', '10');
}

/** Recorded PDFs by the arXiv stamp on their first page. */
function findRecordedPdf(folder: string): FindPdf {
  const stamped = readTable(join(folder, 'pdf', 'MANIFEST.tsv')).flatMap((row) => {
    const match = /arXiv:(\S+?)v(\d+)/.exec(row.arxiv_stamp ?? '');
    return match
      ? [{ id: match[1], version: Number(match[2]), file: join(folder, 'pdf', row.file!) }]
      : [];
  });
  return (id, version) => {
    const hit = stamped.find(
      (row) => row.id === id && (version === null || version === row.version),
    );
    return hit ? { bytes: readFileSync(hit.file), changed: statSync(hit.file).mtime } : null;
  };
}

type Row = Readonly<Record<string, string>>;

function readTable(file: string): Row[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean);
  const names = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}
