import { type Answer, answerOf, jsonAnswer, jsonError, type Query } from '../answer.ts';
import { type Day, daysOfMonth, daysOfWeek, isDay } from '../corpus/calendar.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { DemoPaper } from '../corpus/paper.ts';
import { hash32 } from '../corpus/random.ts';
import { listingEntry, paperDetails, paperObject } from './entries.ts';
import { thumbnailPng } from './thumbnail.ts';

/** Answers a call of Hugging Face's papers API; null when the path is not one of its own. */
export function answerHuggingFace(corpus: Corpus, query: Query): Answer | null {
  if (query.path === '/api/daily_papers') return dailyPapers(corpus, query);
  if (query.path === '/api/papers/search') return searchPapers(corpus, query);
  const details = /^\/api\/papers\/([^/]+)$/.exec(query.path);
  if (details) return paperAnswer(corpus, query, details[1]!);
  const picture = /^\/thumbnails\/([\d.]+)\.png$/.exec(query.path);
  if (picture) return thumbnail(corpus, picture[1]!);
  const avatar = /^\/avatars\/([0-9a-f]+)\.svg$/.exec(query.path);
  return avatar ? avatarAnswer(avatar[1]!) : null;
}

type Listed = { paper: DemoPaper; featured: Day };

function dailyPapers(corpus: Corpus, query: Query): Answer {
  const days = daysAsked(corpus, query.params);
  if (!days)
    return jsonError(400, 'Invalid date: expected date=YYYY-MM-DD, week=YYYY-Www or month=YYYY-MM');
  const sort = query.params.get('sort');
  if (sort !== null && sort !== 'publishedAt' && sort !== 'trending')
    return jsonError(400, `Invalid sort: ${sort}`);
  const page = wholeNumber(query.params.get('p'), 0, 0, Number.MAX_SAFE_INTEGER);
  const limit = wholeNumber(query.params.get('limit'), 50, 1, 100);
  if (page === null || limit === null) return jsonError(400, 'Invalid p or limit');
  const listed = sorted(listPapers(corpus, days, query.params.get('submitter')), sort);
  const part = listed.slice(page * limit, (page + 1) * limit);
  const entries = part.map(({ paper, featured }) => listingEntry(paper, featured, query.origin));
  return jsonAnswer(entries, 200, entries.length > 0 ? { link: nextLink(query, page) } : {});
}

/** Newest day first; null when a parameter names no day, week or month. */
function daysAsked(corpus: Corpus, params: URLSearchParams): readonly Day[] | null {
  const [date, week, month] = [params.get('date'), params.get('week'), params.get('month')];
  if (date !== null) return isDay(date) ? [date] : null;
  const days = week !== null ? daysOfWeek(week) : month !== null ? daysOfMonth(month) : corpus.days;
  return days?.toReversed() ?? null;
}

function listPapers(corpus: Corpus, days: readonly Day[], submitter: string | null): Listed[] {
  const all = days.flatMap((featured) =>
    corpus.papersOn(featured).map((paper) => ({ paper, featured })),
  );
  return submitter === null ? all : all.filter(({ paper }) => paper.submitter.login === submitter);
}

function sorted(listed: Listed[], sort: string | null): Listed[] {
  if (sort === 'trending') return listed.toSorted((a, b) => b.paper.upvotes - a.paper.upvotes);
  if (sort === 'publishedAt') {
    return listed.toSorted((a, b) => b.paper.publishedAt.localeCompare(a.paper.publishedAt));
  }
  return listed;
}

function wholeNumber(
  text: string | null,
  fallback: number,
  low: number,
  high: number,
): number | null {
  if (text === null) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : null;
}

/** Names the next page even where it will be empty, as upstream does. */
function nextLink(query: Query, page: number): string {
  const params = new URLSearchParams(query.params);
  params.set('p', String(page + 1));
  return `<${query.origin}${query.path}?${params}>; rel="next"`;
}

function paperAnswer(corpus: Corpus, query: Query, id: string): Answer {
  const paper = corpus.paper(id);
  if (!paper) return jsonError(404, "Sorry, we can't find the page you are looking for.");
  return jsonAnswer(paperDetails(paper, query.origin));
}

function searchPapers(corpus: Corpus, query: Query): Answer {
  const text = query.params.get('q') ?? '';
  const limit = wholeNumber(query.params.get('limit'), 20, 1, 120);
  if (text === '' || text.length > 250 || limit === null)
    return jsonError(400, 'Invalid q or limit');
  const words = text.toLowerCase().match(/[\p{L}\p{N}.]+/gu) ?? [];
  const hits = corpus
    .papers()
    .filter((paper) => words.every((word) => searchText(paper).includes(word)));
  const best = hits.toSorted((a, b) => b.upvotes - a.upvotes).slice(0, limit);
  return jsonAnswer(
    best.map((paper) => ({ paper: paperObject(paper, paper.featuredOn.at(-1)!, query.origin) })),
  );
}

function searchText(paper: DemoPaper): string {
  return `${paper.id} ${paper.title} ${paper.abstract} ${paper.authors.join(' ')}`.toLowerCase();
}

function thumbnail(corpus: Corpus, id: string): Answer {
  const paper = corpus.paper(id);
  if (!paper) return jsonError(404, 'Not found');
  return answerOf(200, 'image/png', thumbnailPng(id), { 'cache-control': 'public, max-age=86400' });
}

function avatarAnswer(key: string): Answer {
  const hue = hash32(key) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue} 45% 82%)"/><circle cx="32" cy="26" r="12" fill="hsl(${hue} 40% 45%)"/><path d="M10 60a22 22 0 0 1 44 0z" fill="hsl(${hue} 40% 45%)"/></svg>`;
  return answerOf(200, 'image/svg+xml', svg);
}
