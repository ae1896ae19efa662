import { makeAbstract, makeKeywords, makeSummary } from './abstracts.ts';
import { addDays, type Day, dayNumber } from './calendar.ts';
import { type Lab, labs, loginOf, makePeople, type Person } from './people.ts';
import { type Random, randomOf } from './random.ts';
import { hardWrapped } from './text.ts';
import { makeSubject, type Subject } from './titles.ts';

/**
 * A made-up paper: what a test may expect to find. Texts are folded to one line here; `wire` holds
 * them as the listing sends them. Absent values are null.
 */
export type DemoPaper = {
  /** arXiv id without version. */
  id: string;
  title: string;
  abstract: string;
  authors: readonly string[];
  organization: Lab | null;
  /** arXiv date of the first version. */
  publishedAt: Day;
  /** Featured days, oldest first; more than one when the paper came back. */
  featuredOn: readonly Day[];
  upvotes: number;
  comments: number;
  categories: readonly string[];
  aiSummary: string;
  aiKeywords: readonly string[];
  githubRepo: string | null;
  githubStars: number | null;
  projectPage: string | null;
  hasMedia: boolean;
  /** Dates of the versions, v1 first. */
  versions: readonly Day[];
  wire: { title: string; abstract: string; githubRepo: string | null };
  people: readonly Person[];
  submitter: { login: string; person: Person };
  subject: Subject;
};

/** At most this many papers are made for one day; part of how ids are told apart. */
const slotsPerDay = 44;

/** How many days may lie between the arXiv date and the featured day, plus one. */
const lagRange = 16;

/** The arXiv id of a day's paper: unique, because the featured day and the place give its number. */
function makeId(publishedAt: Day, featured: Day, index: number): string {
  const slot = (index * 17 + dayNumber(featured) * 7) % slotsPerDay;
  const sinceMonth = Number(publishedAt.slice(8)) - 1;
  const inDay = (dayNumber(featured) % lagRange) * slotsPerDay + slot;
  const number = sinceMonth * lagRange * slotsPerDay + inDay + 101;
  return `${publishedAt.slice(2, 4)}${publishedAt.slice(5, 7)}.${String(number).padStart(5, '0')}`;
}

/** Upvotes with a heavy tail: half of the papers have about ten, one in fifty over 100. */
function makeUpvotes(random: Random): number {
  return Math.min(640, Math.floor(7 / (1 - random.next()) ** 0.8 - 6 + random.next() * 5));
}

/** The paper that stands first on a day at a place in its list, from 0. */
export function makePaper(seed: number, featured: Day, index: number): DemoPaper {
  const random = randomOf(seed, 'paper', featured, index);
  const publishedAt = addDays(featured, -random.pick([1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 11]));
  const subject = makeSubject(dayNumber(featured) * slotsPerDay + index + (seed >>> 0), random);
  const people = makePeople(makeAuthorCount(random), random);
  const lab = random.chance(0.55) ? random.pick(labs) : null;
  const links = makeLinks(subject, lab, people[0]!, random);
  const abstract = makeAbstract({ ...subject.slots, ...links.inText }, random);
  const upvotes = makeUpvotes(random);
  const submitter = random.chance(0.6) ? people[0]! : makePeople(1, random)[0]!;
  return {
    id: makeId(publishedAt, featured, index),
    title: subject.title,
    abstract,
    authors: people.map((person) => person.name),
    organization: lab,
    publishedAt,
    featuredOn: [featured],
    upvotes,
    comments: random.chance(0.15) ? 0 : 1 + Math.floor(upvotes / 30) + random.int(0, 3),
    categories: subject.topic.categories,
    aiSummary: makeSummary(subject.slots, random),
    aiKeywords: makeKeywords(subject.slots, random),
    githubRepo: links.repo,
    githubStars: links.repo === null ? null : Math.floor(upvotes * random.next() * 6),
    projectPage: links.page,
    hasMedia: random.chance(0.07),
    versions: random.chance(0.12)
      ? [publishedAt, addDays(publishedAt, random.int(2, 9))]
      : [publishedAt],
    wire: makeWire(subject.title, abstract, links.repo, random),
    people,
    submitter: { login: loginOf(submitter, random), person: submitter },
    subject,
  };
}

function makeAuthorCount(random: Random): number {
  if (random.chance(0.02)) return random.int(24, 48);
  return 1 + Math.floor((random.next() + random.next()) * 6.5);
}

type Links = { repo: string | null; page: string | null; inText: { repo: string; page: string } };

function makeLinks(subject: Subject, lab: Lab | null, first: Person, random: Random): Links {
  const owner = lab?.slug ?? loginOf(first, random).replace(/\d+$/, '');
  const repo = `https://github.com/${owner}/${subject.name.toLowerCase()}`;
  const page = `https://${owner}.github.io/${subject.name.toLowerCase()}/`;
  return {
    repo: random.chance(0.52) ? repo : null,
    page: random.chance(0.42) ? page : null,
    inText: { repo, page },
  };
}

/** One paper in six comes hard-wrapped, and one repository in eight without its host. */
function makeWire(
  title: string,
  abstract: string,
  repo: string | null,
  random: Random,
): DemoPaper['wire'] {
  const wrap = random.chance(1 / 6);
  const short = random.chance(1 / 8);
  return {
    title: wrap ? hardWrapped(title, 45).replaceAll('\n', '\n  ') : title,
    abstract: wrap ? hardWrapped(abstract, 79) : abstract,
    githubRepo: short && repo !== null ? repo.replace('https://github.com/', '') : repo,
  };
}
