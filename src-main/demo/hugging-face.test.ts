import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoUpstream, startDemoUpstream } from './index.ts';

let upstream: DemoUpstream;
beforeAll(async () => {
  upstream = await startDemoUpstream({ seed: 3, today: '2026-11-20' });
});
afterAll(() => upstream.close());

type Entry = {
  title: string;
  summary: string;
  publishedAt: string;
  thumbnail: string;
  numComments: number;
  mediaUrls?: string[];
  submittedBy: { name: string };
  organization?: { name: string };
  paper: {
    id: string;
    title: string;
    upvotes: number;
    publishedAt: string;
    submittedOnDailyAt: string;
    submittedOnDailyBy: { user: string; name?: string };
    authors: { name: string }[];
    githubRepo?: string;
    organization?: object;
  };
};

async function list(query: string): Promise<Entry[]> {
  const response = await fetch(`${upstream.hfOrigin}/api/daily_papers?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Entry[];
}

const folded = (text: string) => text.replace(/\s+/g, ' ');

describe('Hugging Face', () => {
  test('[START-4] starts before any paper is made, and soon', async () => {
    const before = performance.now();
    const other = await startDemoUpstream();
    expect(performance.now() - before).toBeLessThan(150);
    await other.close();
  });

  test('[LIST-3] a day lists its papers with the fields of a recorded entry', async () => {
    const entries = await list('date=2026-11-18&limit=100');
    const expected = upstream.papersOn('2026-11-18');
    expect(entries.map((entry) => entry.paper.id)).toEqual(expected.map((paper) => paper.id));
    entries.forEach((entry, i) => {
      const paper = expected[i]!;
      expect(folded(entry.title)).toBe(paper.title);
      expect(folded(entry.summary)).toBe(paper.abstract);
      expect(entry.paper.authors.map((author) => author.name)).toEqual(paper.authors);
      expect(entry.paper.upvotes).toBe(paper.upvotes);
      expect(entry.numComments).toBe(paper.comments);
      expect(entry.paper.publishedAt.slice(0, 10)).toBe(paper.publishedAt);
      expect(entry.paper.submittedOnDailyAt.slice(0, 10)).toBe('2026-11-18');
      expect(entry.paper.id).toMatch(/^26\d\d\.\d{5}$/);
    });
  });

  test('[LIST-3] the traps are there: shifted times, wrapped texts, logins, absent fields', async () => {
    const entries = (
      await Promise.all([0, 1, 2].map((p) => list(`month=2026-11&limit=100&p=${p}`)))
    ).flat();
    const day = (text: string) => text.slice(0, 10);
    expect(entries.every((entry) => day(entry.publishedAt) < day(entry.paper.publishedAt))).toBe(
      true,
    );
    expect(entries.some((entry) => entry.title.includes('\n'))).toBe(true);
    expect(entries.some((entry) => entry.summary.includes('\n'))).toBe(true);
    expect(entries.some((entry) => /\\%|\$/.test(entry.summary))).toBe(true);
    expect(entries.some((entry) => !('name' in entry.paper.submittedOnDailyBy))).toBe(true);
    expect(entries.some((entry) => 'name' in entry.paper.submittedOnDailyBy)).toBe(true);
    expect(entries.some((entry) => 'organization' in entry)).toBe(true);
    expect(entries.some((entry) => !('organization' in entry))).toBe(true);
    expect(entries.some((entry) => !('githubRepo' in entry.paper))).toBe(true);
    expect(entries.some((entry) => entry.paper.githubRepo?.startsWith('http') === false)).toBe(
      true,
    );
    expect(entries.some((entry) => entry.mediaUrls)).toBe(true);
    const names = entries
      .flatMap((entry) => entry.paper.authors.map((author) => author.name))
      .join('');
    expect(names).toMatch(/\p{Script=Han}/u);
    expect(names).toMatch(/[ørüñãë]/);
  });

  test('[LIST-2] a paper that came back stands under both days, with one id', async () => {
    const paper = upstream.papers.find((each) => each.featuredOn.length === 2)!;
    for (const date of paper.featuredOn) {
      const entry = (await list(`date=${date}&limit=100`)).find(
        (each) => each.paper.id === paper.id,
      );
      expect(entry?.paper.submittedOnDailyAt.slice(0, 10)).toBe(date);
    }
  });

  test('[LIST-3] pages end with an empty one, which the page before still names', async () => {
    const url = `${upstream.hfOrigin}/api/daily_papers?date=2026-11-18&limit=5`;
    let next: string | undefined = url;
    const ids: string[] = [];
    let pages = 0;
    while (next && pages < 20) {
      const response: Response = await fetch(next);
      const entries = (await response.json()) as Entry[];
      ids.push(...entries.map((entry) => entry.paper.id));
      next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
      pages += 1;
      if (entries.length === 0) expect(next).toBeUndefined();
    }
    expect(ids).toEqual(upstream.papersOn('2026-11-18').map((paper) => paper.id));
    expect(pages).toBe(Math.ceil(ids.length / 5) + 1);
  });

  test('[LIST-3] weekends and days outside the window are empty', async () => {
    expect(await list('date=2026-11-15')).toEqual([]);
    expect(await list('date=2020-01-01')).toEqual([]);
    expect(await list('date=2026-11-18&p=9')).toEqual([]);
  });

  test('[LIST-3] a bad date, week, sort or limit answers 400 with an error in JSON', async () => {
    for (const query of [
      'date=2026-02-30',
      'date=today',
      'week=2026-W60',
      'month=2026-13',
      'sort=best',
      'limit=101',
      'limit=0',
      'p=-1',
    ]) {
      const response = await fetch(`${upstream.hfOrigin}/api/daily_papers?${query}`);
      expect(response.status, query).toBe(400);
      expect(await response.json()).toHaveProperty('error');
    }
  });

  test('[LIST-1] a week holds its days, trending goes by upvotes', async () => {
    const week = await list('week=2026-W47&limit=100');
    const days = new Set(week.map((entry) => entry.paper.submittedOnDailyAt.slice(0, 10)));
    expect([...days].every((day) => day >= '2026-11-16' && day <= '2026-11-22')).toBe(true);
    expect(days.size).toBeGreaterThanOrEqual(3);
    const votes = (await list('sort=trending&limit=100')).map((entry) => entry.paper.upvotes);
    expect(votes).toEqual(votes.toSorted((a, b) => b - a));
    expect(votes[0]).toBeGreaterThan(100);
  });

  test('[LIST-6] details are not wrapped and name what is linked; an unknown id is 404', async () => {
    const paper = upstream.papers.find((each) => each.githubRepo !== null)!;
    const response = await fetch(`${upstream.hfOrigin}/api/papers/${paper.id}`);
    const details = (await response.json()) as Record<string, unknown>;
    expect(details).toMatchObject({
      id: paper.id,
      numTotalModels: (details.linkedModels as unknown[]).length,
      upvotes: paper.upvotes,
      ai_summary: paper.aiSummary,
    });
    const unknown = await fetch(`${upstream.hfOrigin}/api/papers/2601.99999`);
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toHaveProperty('error');
  });

  test('[LIST-6] thumbnails are PNG pictures', async () => {
    const [entry] = await list('date=2026-11-18');
    const response = await fetch(entry!.thumbnail);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect(bytes.subarray(-8).toString('hex')).toBe('49454e44ae426082');
  });

  test('[LIST-9] search finds papers by the words of their titles', async () => {
    const paper = upstream.papers[20]!;
    const query = new URLSearchParams({ q: paper.title, limit: '5' });
    const response = await fetch(`${upstream.hfOrigin}/api/papers/search?${query}`);
    const hits = (await response.json()) as { paper: { id: string } }[];
    expect(hits.map((hit) => hit.paper.id)).toEqual([paper.id]);
    const tooLong = await fetch(`${upstream.hfOrigin}/api/papers/search?q=${'x'.repeat(251)}`);
    expect(tooLong.status).toBe(400);
  });

  test('[START-4] several hundred papers, no two of one id or title, the same for the same seed', async () => {
    const { papers } = upstream;
    expect(papers.length).toBeGreaterThan(300);
    expect(new Set(papers.map((paper) => paper.id)).size).toBe(papers.length);
    expect(new Set(papers.map((paper) => paper.title)).size).toBe(papers.length);
    expect(papers.every((paper) => !/[{}<>|]/.test(paper.title))).toBe(true);
    for (const day of upstream.days.filter((each) => upstream.papersOn(each).length > 0)) {
      expect(upstream.papersOn(day).length).toBeGreaterThanOrEqual(12);
      expect(upstream.papersOn(day).length).toBeLessThanOrEqual(41);
    }
    const again = await startDemoUpstream({ seed: 3, today: '2026-11-20' });
    expect(again.papers).toEqual(papers);
    await again.close();
  });

  test('[START-4] today has papers even on a Sunday', async () => {
    const sunday = await startDemoUpstream({ today: '2026-11-22' });
    expect(sunday.papersOn('2026-11-22').length).toBeGreaterThan(0);
    expect(sunday.papersOn('2026-11-21')).toEqual([]);
    await sunday.close();
  });
});
