import { addDays, isWeekend } from '../corpus/calendar.ts';
import { newPapersOn } from '../corpus/corpus.ts';
import type { DemoPaper } from '../corpus/paper.ts';
import { makePeople, type Person } from '../corpus/people.ts';
import type { Random } from '../corpus/random.ts';
import { relatedSubject } from '../corpus/titles.ts';

const venues = [
  'Transactions on Learning Systems',
  'Journal of Open Language Research',
  'Annals of Applied Inference',
  'Letters in Machine Perception',
  'Proceedings of the Northern Symposium on Learning',
  'Proceedings of the Workshop on Careful Evaluation',
  'Review of Computational Methods',
  'Proceedings of the Lakemoor Conference on Intelligent Systems',
];

/** References, a few of them to papers that the listings of the days before have. */
export function makeReferences(
  seed: number,
  paper: DemoPaper,
  count: number,
  random: Random,
): string[] {
  const known = random
    .shuffle(earlierPapers(seed, paper))
    .slice(0, 6)
    .map((other) => ({
      key: sortKey(other.people[0]!),
      text: `${stopped(authorList(other.people))} ${stopped(sentenceCase(other.title))} *arXiv preprint arXiv:${other.id}*, ${other.publishedAt.slice(0, 4)}. https://arxiv.org/abs/${other.id}`,
    }));
  const invented = Array.from({ length: count - known.length }, () =>
    inventedReference(paper, random),
  );
  return [...known, ...invented]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((entry) => entry.text);
}

function earlierPapers(seed: number, paper: DemoPaper): DemoPaper[] {
  const day = [2, 3, 4, 5]
    .map((lag) => addDays(paper.publishedAt, -lag))
    .find((each) => !isWeekend(each));
  return day === undefined ? [] : newPapersOn(seed, day, '');
}

function inventedReference(paper: DemoPaper, random: Random): { key: string; text: string } {
  const people = makePeople(random.pick([1, 2, 2, 3, 3, 4, 6]), random);
  const title = sentenceCase(relatedSubject(paper.subject.topic, random).title);
  const year = Number(paper.publishedAt.slice(0, 4)) - random.pick([0, 1, 1, 1, 2, 2, 3, 4, 6, 9]);
  const first = random.int(1, 880);
  const where = `*${random.pick(venues)}*, ${random.int(2, 38)}(${random.int(1, 6)}):${first}–${first + random.int(8, 31)}, ${year}.`;
  return {
    key: sortKey(people[0]!),
    text: `${stopped(authorList(people))} ${stopped(title)} ${where}`,
  };
}

function sortKey(person: Person): string {
  return person.latin.split(' ').at(-1)!.normalize('NFD');
}

function authorList(people: readonly Person[]): string {
  const names = people.slice(0, 6).map((person) => {
    const parts = person.latin.split(' ');
    return `${parts
      .slice(0, -1)
      .map((part) => `${part.charAt(0)}.`)
      .join(' ')} ${parts.at(-1)}`;
  });
  if (people.length > 6) return `${names.slice(0, 3).join(', ')}, et al`;
  return names.length < 3
    ? names.join(' and ')
    : `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}

/** Lower case but for the first word, the word after a colon, and words with capitals inside. */
function sentenceCase(title: string): string {
  return title
    .split(' ')
    .map((word, i, all) => {
      const first = i === 0 || all[i - 1]!.endsWith(':');
      return first || /[a-z][A-Z]|^[A-Z]{2}|^Gaussian|^Markov/.test(word)
        ? word
        : word.toLowerCase();
    })
    .join(' ');
}

/** With a full stop, unless a question mark ends it already. */
function stopped(text: string): string {
  return text.endsWith('?') ? text : `${text}.`;
}
