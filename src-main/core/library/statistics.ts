import { setImmediate } from 'node:timers/promises';
import type { Statistics } from '../../../src-shared/contract/index.ts';
import { activeDays, type ReadPaper, readPapers, topicsSaid, type Views } from '../index/index.ts';
import type { PaperFacts } from '../listings/index.ts';
import { readMany } from '../store/index.ts';
import { idsOf } from './id-groups.ts';
import type { Mutations } from './mutations.ts';

type Topic = Statistics['topics'][number];
type Kind = Topic['kind'];

/** Papers that are looked at before others get their turn. */
const PAGE = 200;
/** Topics of each kind that are told. */
const MOST_TOPICS = 100;

/** What was read from one day to another, both among them (LIB-6). */
export async function statisticsOf(
  mutations: Mutations,
  views: Views,
  { from, today }: { readonly from: string; readonly today: string },
): Promise<Statistics> {
  const all = activeDays(views.ask);
  const days = all.filter(({ day }) => day >= from && day <= today);
  const topics = new Topics();
  const papers = readPapers(views.ask, from, today);
  for (let start = 0; start < papers.length; start += PAGE) {
    if (start > 0) await setImmediate();
    const part = papers.slice(start, start + PAGE);
    const said = topicsSaid(
      views.ask,
      part.map(({ id }) => id),
    );
    for (const { paper, kind, topic } of said) topics.add(kind, topic, paper, part);
    for (const [paper, kind, topic] of await toldUpstream(mutations, part))
      topics.add(kind, topic, paper, part);
  }
  return {
    days,
    topics: topics.list(),
    read: days.reduce((sum, { read }) => sum + read, 0),
    seconds: days.reduce((sum, { seconds }) => sum + seconds, 0),
    streak: streakOf(new Set(all.map(({ day }) => day)), today),
  };
}

/** A day on which nothing was read yet does not end a streak. */
function streakOf(days: ReadonlySet<string>, today: string): number {
  let streak = 0;
  for (let day = days.has(today) ? today : dayBefore(today); days.has(day); day = dayBefore(day))
    streak++;
  return streak;
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

type Told = readonly [paper: string, kind: Kind, topic: string];

/** arXiv's categories of papers, and the keywords that Hugging Face gives. */
async function toldUpstream(mutations: Mutations, papers: readonly ReadPaper[]): Promise<Told[]> {
  const groups = papers.map(({ id }) => idsOf(mutations, id));
  const known = await readMany(mutations.context.store.collections.papers, groups.flat());
  return groups.flatMap((group) => {
    const document = group.map((id) => known.get(id)).find((each) => each !== undefined);
    const facts = (document?.facts ?? {}) as Partial<PaperFacts>;
    const told = (kind: Kind, topics: readonly string[]): Told[] =>
      [...new Set(topics)].map((topic) => [group[0]!, kind, topic]);
    const categories = told('category', facts.arxiv?.categories ?? []);
    return [...categories, ...told('keyword', facts.aiKeywords ?? [])];
  });
}

class Topics {
  readonly #topics = new Map<string, Topic>();

  add(kind: Kind, topic: string, paper: string, papers: readonly ReadPaper[]): void {
    const of = papers.find(({ id }) => id === paper);
    if (!of) return;
    const name = `${kind}:${topic}`;
    const known = this.#topics.get(name) ?? { kind, topic, papers: 0, read: 0, seconds: 0 };
    this.#topics.set(name, {
      ...known,
      papers: known.papers + 1,
      read: known.read + of.read,
      seconds: known.seconds + of.seconds,
    });
  }

  /** The most read first. */
  list(): Topic[] {
    const sorted = [...this.#topics.values()].sort(
      (a, b) =>
        b.read - a.read ||
        b.seconds - a.seconds ||
        b.papers - a.papers ||
        (a.topic < b.topic ? -1 : 1),
    );
    const kinds = Map.groupBy(sorted, ({ kind }) => kind);
    return [...kinds.values()].flatMap((topics) => topics.slice(0, MOST_TOPICS));
  }
}
