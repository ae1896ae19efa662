import type { Random } from './random.ts';
import { fill, titleCase } from './text.ts';
import { nameHeads, nameTails, qualities, type Topic, topics } from './topics.ts';

/** What one paper is about: the words that its title, abstract and text have in common. */
export type Subject = {
  topic: Topic;
  title: string;
  /** The name of the method, at times in the title. */
  name: string;
  slots: Readonly<Record<string, string>>;
};

type Pool = 'system' | 'problem' | 'mechanism' | 'data' | 'quality';
type Template = readonly [first: Pool, second: Pool, text: string];

/** Each template shows the words of its two pools, so that two papers never share a title. */
const templates: readonly Template[] = [
  ['mechanism', 'system', '{mechanism} for {system}'],
  ['system', 'problem', 'when {system} meet {problem}'],
  ['mechanism', 'problem', '{name}: {mechanism} against {problem}'],
  ['system', 'mechanism', 'do {system} need {mechanism}?'],
  ['quality', 'system', 'rethinking {quality} in {system}'],
  ['mechanism', 'data', 'learning {mechanism} from {data}'],
  ['system', 'data', '{name}: {system} that learn from {data}'],
  ['system', 'problem', '{problem} in {system}: where it starts and what helps'],
  ['quality', 'data', 'measuring {quality} on {data}'],
  ['mechanism', 'problem', '{mechanism} under {problem}'],
  ['system', 'data', 'what {system} learn from {data}'],
  ['mechanism', 'system', 'how much {mechanism} is enough for {system}?'],
  ['system', 'mechanism', '{name}: scaling {system} with {mechanism}'],
  ['system', 'quality', 'the {quality} of {system}, revisited'],
  ['data', 'problem', 'from {data} to answers: living with {problem}'],
  ['mechanism', 'data', 'a closer look at {mechanism} on {data}'],
  ['system', 'mechanism', 'faster {system} by {mechanism}'],
  ['system', 'problem', 'on the limits of {system} under {problem}'],
  ['system', 'mechanism', 'towards reliable {system} with {mechanism}'],
  ['problem', 'data', '{name}: a benchmark of {problem} in {data}'],
  ['mechanism', 'system', '{mechanism} is all that {system} were missing'],
  ['system', 'data', 'training {system} without {data}'],
  ['mechanism', 'quality', '{mechanism} improves {quality}, but not for the reason we thought'],
  ['problem', 'system', 'a survey of {problem} in {system}'],
  ['system', 'quality', '{name}: {quality} by design for {system}'],
  ['mechanism', 'problem', 'less is more: {mechanism} in the face of {problem}'],
  ['data', 'system', '{data} as a testbed for {system}'],
  ['system', 'problem', 'can {system} recover from {problem}?'],
  ['mechanism', 'system', 'unifying {mechanism} across {system}'],
  ['quality', 'problem', '{quality} beyond averages: the case of {problem}'],
  ['mechanism', 'data', '{name}: one recipe of {mechanism} for all {data}'],
  ['system', 'mechanism', 'inside {system}: a causal account of {mechanism}'],
];

const perPool = 8;
const total = topics.length * templates.length * perPool * perPool;
/** Coprime to `total` (whose primes are 2 and 3): one step visits every title before any returns. */
const stride = 21_385;

/** The subject at a place in the endless row of papers; no two of the next 49,152 are alike. */
export function makeSubject(place: number, random: Random): Subject {
  return subjectAt((place * stride) % total, random);
}

/** Another subject of the same field, for a reference. */
export function relatedSubject(topic: Topic, random: Random): Subject {
  const rest = random.int(0, total / topics.length - 1);
  return subjectAt(topics.indexOf(topic) + topics.length * rest, random);
}

function subjectAt(spread: number, random: Random): Subject {
  const topic = topics[spread % topics.length]!;
  const rest = Math.floor(spread / topics.length);
  const [first, second, text] = templates[rest % templates.length]!;
  const words = Math.floor(rest / templates.length);
  const name = `${random.pick(nameHeads)}${random.pick(nameTails)}`;
  const slots = {
    ...freeSlots(topic, random),
    name,
    [first]: poolOf(topic, first)[words % perPool]!,
    [second]: poolOf(topic, second)[Math.floor(words / perPool) % perPool]!,
  };
  const distinct = withoutEchoes(topic, slots, random);
  return { topic, name, slots: distinct, title: titleCase(fill(text, distinct, random)) };
}

/** The title may have taken the word of the rival or of the other data: those step aside. */
function withoutEchoes<S extends Record<'mechanism' | 'rival' | 'data' | 'otherdata', string>>(
  topic: Topic,
  slots: S,
  random: Random,
): S {
  const other = (pool: readonly string[], taken: string) =>
    random.pick(pool.filter((word) => word !== taken));
  return {
    ...slots,
    rival: other(topic.mechanisms, slots.mechanism),
    otherdata: other(topic.data, slots.data),
  };
}

function poolOf(topic: Topic, pool: Pool): readonly string[] {
  if (pool === 'quality') return qualities;
  return {
    system: topic.systems,
    problem: topic.problems,
    mechanism: topic.mechanisms,
    data: topic.data,
  }[pool];
}

function freeSlots(topic: Topic, random: Random) {
  const [metric, second] = random.shuffle(topic.metrics);
  return {
    field: topic.field,
    system: random.pick(topic.systems),
    problem: random.pick(topic.problems),
    mechanism: random.pick(topic.mechanisms),
    rival: '',
    data: random.pick(topic.data),
    otherdata: '',
    task: random.pick(topic.tasks),
    metric: metric!,
    othermetric: second!,
    quality: random.pick(qualities),
  };
}
