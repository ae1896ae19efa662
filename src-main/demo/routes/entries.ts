import type { Day } from '../corpus/calendar.ts';
import type { DemoPaper } from '../corpus/paper.ts';
import type { Lab, Person } from '../corpus/people.ts';
import { loginOf } from '../corpus/people.ts';
import { hash32, randomOf } from '../corpus/random.ts';

/** Object ids as Hugging Face has them: 24 hexadecimal digits, the same for the same key. */
function objectId(...key: readonly string[]): string {
  return randomOf('object', ...key).hex(24);
}

/** Hours that the entry's own timestamp is shifted by: Eastern time, summer and winter. */
function easternShift(day: Day): number {
  const month = Number(day.slice(5, 7));
  return month > 3 && month < 11 ? 4 : 5;
}

function shifted(day: Day): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - easternShift(day) * 3_600_000).toISOString();
}

function atMidnight(day: Day): string {
  return `${day}T00:00:00.000Z`;
}

/** Half of the avatars are relative, as Hugging Face's default ones are. */
function avatarOf(login: string, origin: string): string {
  const path = `/avatars/${hash32(login).toString(16).padStart(8, '0')}.svg`;
  return hash32(login) % 2 === 0 ? path : `${origin}${path}`;
}

function userOf(login: string, person: Person, origin: string) {
  return {
    _id: objectId('user', login),
    avatarUrl: avatarOf(login, origin),
    isPro: hash32(login) % 5 === 0,
    fullname: person.name,
  };
}

function organizationOf(lab: Lab, origin: string) {
  return {
    _id: objectId('org', lab.slug),
    name: lab.slug,
    fullname: lab.name,
    avatar: avatarOf(lab.slug, origin),
  };
}

function authorOf(paper: DemoPaper, person: Person, place: number, origin: string) {
  const _id = objectId('author', paper.id, String(place));
  const random = randomOf('claim', paper.id, place);
  if (!random.chance(0.1)) return { _id, name: person.name, hidden: false };
  const login = loginOf(person, random);
  return {
    _id,
    user: { ...userOf(login, person, origin), user: login, type: 'user', name: login },
    name: person.name,
    status: random.pick(['claimed_verified', 'admin_assigned']),
    statusLastChangedAt: `${paper.featuredOn[0]}T06:56:17.626Z`,
    hidden: false,
  };
}

/** Some objects carry the login as `user` and `name`, some as `user` alone. */
function dailySubmitter(paper: DemoPaper, origin: string) {
  const { login, person } = paper.submitter;
  const user = { ...userOf(login, person, origin), user: login, type: 'user' };
  return hash32(login) % 3 === 0 ? user : { ...user, name: login };
}

function repoFields(paper: DemoPaper) {
  if (paper.wire.githubRepo === null) return {};
  return {
    githubRepo: paper.wire.githubRepo,
    githubRepoAddedBy: 'user',
    githubStars: paper.githubStars,
  };
}

function mediaFields(paper: DemoPaper, origin: string) {
  return paper.hasMedia ? { mediaUrls: [`${origin}/thumbnails/${paper.id}.png`] } : {};
}

/** The paper object of a listing entry; fields that are not known are absent. */
export function paperObject(paper: DemoPaper, featured: Day, origin: string) {
  return {
    id: paper.id,
    authors: paper.people.map((person, place) => authorOf(paper, person, place, origin)),
    ...mediaFields(paper, origin),
    publishedAt: atMidnight(paper.publishedAt),
    submittedOnDailyAt: atMidnight(featured),
    title: paper.wire.title,
    submittedOnDailyBy: dailySubmitter(paper, origin),
    summary: paper.wire.abstract,
    upvotes: paper.upvotes,
    discussionId: objectId('discussion', paper.id),
    ...(paper.projectPage === null ? {} : { projectPage: paper.projectPage }),
    ...repoFields(paper),
    ai_summary: paper.aiSummary,
    ai_keywords: paper.aiKeywords,
    ...(paper.organization ? { organization: organizationOf(paper.organization, origin) } : {}),
  };
}

/** One entry of `/api/daily_papers`. Its own `publishedAt` is shifted, as upstream's is. */
export function listingEntry(paper: DemoPaper, featured: Day, origin: string) {
  const { login, person } = paper.submitter;
  return {
    paper: paperObject(paper, featured, origin),
    publishedAt: shifted(paper.publishedAt),
    title: paper.wire.title,
    summary: paper.wire.abstract,
    ...mediaFields(paper, origin),
    thumbnail: `${origin}/thumbnails/${paper.id}.png`,
    numComments: paper.comments,
    submittedBy: {
      ...userOf(login, person, origin),
      name: login,
      type: 'user',
      isHf: false,
      isHfAdmin: false,
      isMod: false,
      followerCount: hash32(login) % 90,
      isUserFollowing: false,
    },
    ...(paper.organization ? { organization: organizationOf(paper.organization, origin) } : {}),
    isAuthorParticipating: paper.comments > 0 && hash32(paper.id) % 3 === 0,
  };
}

/** What `/api/papers/{id}` answers: the paper, not wrapped, with what is linked to it. */
export function paperDetails(paper: DemoPaper, origin: string) {
  const owner = paper.organization?.slug ?? paper.submitter.login;
  const sizes = ['base', 'small', 'large'].slice(0, 1 + (hash32(paper.id) % 3));
  const models = paper.githubRepo === null ? [] : sizes.map((s) => linkedModel(paper, owner, s));
  const datasets = hash32(paper.id) % 4 === 0 ? [linkedDataset(paper, owner)] : [];
  const spaces = paper.projectPage === null ? [] : [linkedSpace(paper, owner)];
  return {
    ...paperObject(paper, paper.featuredOn.at(-1)!, origin),
    linkedModels: models,
    numTotalModels: models.length,
    linkedDatasets: datasets,
    numTotalDatasets: datasets.length,
    linkedSpaces: spaces,
    numTotalSpaces: spaces.length,
  };
}

function linkedModel(paper: DemoPaper, owner: string, size: string) {
  return {
    id: `${owner}/${paper.subject.name}-${size}`,
    author: owner,
    downloads: paper.upvotes * 37,
    likes: Math.floor(paper.upvotes / 3),
    lastModified: atMidnight(paper.publishedAt),
    private: false,
    gated: false,
    repoType: 'model',
  };
}

function linkedDataset(paper: DemoPaper, owner: string) {
  return {
    id: `${owner}/${paper.subject.name.toLowerCase()}-data`,
    author: owner,
    downloads: paper.upvotes * 11,
    likes: Math.floor(paper.upvotes / 5),
    lastModified: atMidnight(paper.publishedAt),
    private: false,
    gated: false,
    repoType: 'dataset',
  };
}

/** Spaces are not downloaded. */
function linkedSpace(paper: DemoPaper, owner: string) {
  return {
    id: `${owner}/${paper.subject.name.toLowerCase()}-demo`,
    author: owner,
    likes: Math.floor(paper.upvotes / 4),
    lastModified: atMidnight(paper.publishedAt),
    private: false,
    repoType: 'space',
  };
}
