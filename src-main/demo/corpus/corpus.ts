import { addDays, type Day, dayNumber, isWeekend } from './calendar.ts';
import { type DemoPaper, makePaper } from './paper.ts';
import { randomOf } from './random.ts';

/**
 * Ids of papers whose PDF is not what it should be. All stand at the end of the oldest working day, so
 * that who looks at recent days never meets them. Empty texts when the window has no working day.
 */
export type DemoRoles = {
  /** `/pdf/ID` answers 404. */
  noPdf: string;
  /** An HTML page comes with status 200 and a PDF's content type. */
  htmlPdf: string;
  /** The body ends, cleanly, in the middle of the file. */
  truncatedPdf: string;
  /** Status 200 and not one byte. */
  emptyPdf: string;
};

/** What changes of a paper in the course of time. */
export type DemoRevision = Partial<
  Pick<DemoPaper, 'versions' | 'upvotes' | 'comments' | 'githubStars' | 'title'>
>;

/** Everything that the upstream knows, made when it is first asked for. */
export type Corpus = {
  seed: number;
  today: Day;
  /** All days of the window, oldest first, weekends included. */
  days: readonly Day[];
  /** A day's papers in the order of its listing; empty outside the window. */
  papersOn(day: Day): readonly DemoPaper[];
  /** Every paper once, oldest day first. */
  papers(): readonly DemoPaper[];
  paper(id: string): DemoPaper | undefined;
  /** From now on the paper is told so; null for an id that is unknown. */
  revise(id: string, change: DemoRevision): DemoPaper | null;
  roles(): DemoRoles;
};

/** The corpus of a window of days that ends today. Costs nothing until asked. */
export function makeCorpus(seed: number, today: Day, dayCount: number): Corpus {
  const days = Array.from({ length: dayCount }, (_, i) => addDays(today, i - dayCount + 1));
  const load = once(() => loadAll(seed, today, days));
  return {
    seed,
    today,
    days,
    papersOn: (day) => load().byDay.get(day) ?? [],
    papers: () => load().all,
    paper: (id) => load().byId.get(id),
    revise: (id, change) => revise(load(), id, change),
    roles: once(() => makeRoles(load().byDay)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * How many papers a day lists anew: 12 to 40 on a working day, none on a weekend. Today is never
 * empty, so that the demo has something to show on a Sunday.
 */
function countOn(seed: number, day: Day, today: Day): number {
  const random = randomOf(seed, 'count', day);
  if (!isWeekend(day)) return random.int(12, 40);
  return day === today ? random.int(6, 11) : 0;
}

/** The papers that a day lists for the first time. Depends on seed and day, not on the window. */
export function newPapersOn(seed: number, day: Day, today: Day): DemoPaper[] {
  return Array.from({ length: countOn(seed, day, today) }, (_, i) => makePaper(seed, day, i));
}

type Loaded = {
  byDay: Map<Day, readonly DemoPaper[]>;
  byId: Map<string, DemoPaper>;
  all: readonly DemoPaper[];
};

function revise(loaded: Loaded, id: string, change: DemoRevision): DemoPaper | null {
  const before = loaded.byId.get(id);
  if (!before) return null;
  const wire = change.title === undefined ? before.wire : { ...before.wire, title: change.title };
  const after = { ...before, ...change, wire };
  const replaced = (papers: readonly DemoPaper[]) =>
    papers.map((paper) => (paper === before ? after : paper));
  loaded.byId.set(id, after);
  loaded.all = replaced(loaded.all);
  for (const day of before.featuredOn) loaded.byDay.set(day, replaced(loaded.byDay.get(day) ?? []));
  return after;
}

function loadAll(seed: number, today: Day, days: readonly Day[]): Loaded {
  const fresh = new Map(days.map((day) => [day, newPapersOn(seed, day, today)]));
  const returns = findReturns(seed, days, fresh);
  const byId = new Map<string, DemoPaper>();
  for (const paper of [...fresh.values()].flat()) byId.set(paper.id, paper);
  for (const [day, id] of returns) byId.set(id, featuredAgain(byId.get(id)!, day));
  const byDay = new Map<Day, readonly DemoPaper[]>();
  for (const [day, papers] of fresh) {
    const ids = papers.map((paper) => paper.id);
    const back = returns.get(day);
    if (back) ids.splice(Math.floor(ids.length / 3), 0, back);
    byDay.set(
      day,
      ids.map((id) => byId.get(id)!),
    );
  }
  return { byDay, byId, all: [...byId.values()] };
}

function featuredAgain(paper: DemoPaper, day: Day): DemoPaper {
  return { ...paper, featuredOn: [...paper.featuredOn, day] };
}

/** On every fourth day or so, one paper of two or three days before is featured once more. */
function findReturns(
  seed: number,
  days: readonly Day[],
  fresh: Map<Day, readonly DemoPaper[]>,
): Map<Day, string> {
  const returns = new Map<Day, string>();
  for (const day of days) {
    const random = randomOf(seed, 'return', day);
    const earlier = fresh.get(addDays(day, -random.int(2, 3))) ?? [];
    const wanted = dayNumber(day) % 4 === seed % 4 || random.chance(0.1);
    if (wanted && (fresh.get(day)?.length ?? 0) > 0 && earlier.length > 0) {
      const id = random.pick(earlier).id;
      if (![...returns.values()].includes(id)) returns.set(day, id);
    }
  }
  return returns;
}

function makeRoles(byDay: Map<Day, readonly DemoPaper[]>): DemoRoles {
  const oldest = [...byDay.values()].find((papers) => papers.length >= 12);
  const ids = (oldest ?? [])
    .filter((paper) => paper.featuredOn.length === 1)
    .slice(-4)
    .map((paper) => paper.id);
  return {
    noPdf: ids[0] ?? '',
    htmlPdf: ids[1] ?? '',
    truncatedPdf: ids[2] ?? '',
    emptyPdf: ids[3] ?? '',
  };
}
