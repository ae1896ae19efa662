import type { Random } from './random.ts';
import { fill, type Slots } from './text.ts';

const contexts = [
  '{system^} have become <a standard|a common|the usual> tool for {task}, yet <little is known about|we still lack a clear account of> how they behave under {problem}.',
  'Progress in {field} is <mostly|largely> reported on {data}, where {problem} can hide behind a single average.',
  'Despite <rapid|steady> progress in {field}, few systems <cope|deal> well with {problem}, and <fewer still|hardly any> <say|report> so.',
  '<Recent|Much recent> work on {field} treats {mechanism} as an implementation detail. <We argue that|Here we show that> it decides how far {system} can go.',
  'How should {system} handle {problem}? <Existing answers relied|Current practice relies> on heuristics that were tuned for {otherdata}.',
  '<Practitioners|Teams> who build {system} <face|report> the same difficulty again and again: {problem}.',
  'The {quality} of {system} is often taken for granted once {metric} is high. This paper asks whether that trust is earned.',
];
const approaches = [
  'We <present|introduce> {name}, a <simple|lightweight|practical> method that combines {mechanism} with {rival} and needs no change to the underlying model.',
  'We <propose|study> {mechanism} as a <first-class|separate> stage and <call|name> the resulting method {name}.',
  'This paper <introduces|describes> {name}, which replaces {rival} with {mechanism} and <trains|runs> on a single machine.',
  'We <formalise|cast> the problem as one of {mechanism} <under a fixed budget|with a bounded memory> and <derive|obtain> {name}, a method with <two|three> interpretable parameters.',
  'To study this question at scale, we <collect|release> {int:12-96},{int:101-989} {data} with annotations of {problem}, and <train|evaluate> {int:7-23} {system} on them.',
];
const details = [
  'The <key idea|central observation> is that {mechanism} and {problem} act on different time scales, so that <one can be estimated while the other is held fixed|each can be handled on its own>.',
  'At each step, {name} <keeps|selects> the $k$ <most informative|least redundant> candidates and <discards|defers> the rest, <at a cost of|which costs> $\\mathcal{O}(n \\log k)$.',
  'A small controller, trained on <fewer than|only> {int:2-9},000 examples, decides when {mechanism} <is worth its cost|pays off>.',
  'Unlike {rival}, which <needs|requires> access to the full training set, our approach works from a <stream|small sample> of {data}.',
  'We <prove|show> that the gap to an oracle shrinks as $\\epsilon \\rightarrow 0$ and <verify|confirm> the bound in practice.',
  'The objective is a weighted sum $\\lambda \\mathcal{L}_{\\mathrm{task}} + (1-\\lambda)\\,\\mathcal{L}_{\\mathrm{aux}}$, and a single value of $\\lambda$ <works|suffices> for all settings that we tried.',
  'Because {data} are <cheap to collect|plentiful>, {mechanism} can be <tuned|fitted> once and <reused|carried over> to {otherdata} without <new labels|further training>.',
  'We <give|offer> an account of {problem} in terms of <two|three> measurable quantities, and show which of them {rival} leaves <untouched|uncontrolled>.',
  'The method <adds|brings> {int:2-9} lines of code to an existing pipeline and <leaves|keeps> all other settings as they are.',
];
const results = [
  'On {task}, {name} improves {metric} by {dec:2-14}\\% over the strongest baseline <while using|with> {int:18-72}\\% <less compute|less memory|fewer tokens>.',
  'Across {int:4-11} benchmarks and {int:3-8} model sizes, the method <outperforms|is preferred to> {rival} in {int:71-96}% of the comparisons.',
  'Experiments on {data} and {otherdata} show <consistent|steady> gains: {name} closes {int:31-78}\\% of the gap in {metric}, <and|while> {othermetric} <stays unchanged|does not suffer>.',
  'In a blinded study with {int:14-62} <annotators|participants>, the answers of {name} were preferred {dec:1-3}~times as often as those of the baseline.',
  '<Surprisingly|To our surprise>, a model with {dec:1-6}B parameters that uses {mechanism} <matches|reaches the level of> one that is {int:6-12}$\\times$ larger.',
];
const findings = [
  'An analysis of failures <reveals|shows> that most remaining errors <come from|are due to> {problem} in {otherdata}, which <no current method handles|more data alone does not fix>.',
  'Ablations <attribute|trace> <most|about two thirds> of the gain to {mechanism}; the rest comes from <better calibration|a longer schedule|cleaner data>.',
  'We also <find|observe> that {quality} <can drop|may fall> even as {metric} <rises|improves>, <a warning|which is a reason for caution> for leaderboards that report only one number.',
  'The effect <holds|persists> under {problem}, at all model sizes, and for both {data} and {otherdata}.',
  'Removing {mechanism} costs {dec:3-9} points on {task}, <more than|roughly as much as> halving the model.',
];
const closings = [
  'Code and data are available at {repo}.',
  'We release the code, the {data} and all trained models at {repo}',
  '<We hope|Our hope is> that these results <encourage|lead to> evaluations that take {problem} seriously.',
  'Our findings suggest that {mechanism} deserves a place among the standard tools of {field}.',
  'The project page with further examples is at {page}.',
  '<Taken together, the|The> results <offer|give> a <simple|practical> recipe for {system} that must <work|operate> under {problem}.',
];

/** The abstract of a paper, in one line; `repo` and `page` may stand in it. */
export function makeAbstract(slots: Slots, random: Random): string {
  const say = (choices: readonly string[]) => fill(random.pick(choices), slots, random);
  const [firstDetail, secondDetail] = random.shuffle(details);
  const [firstResult, secondResult] = random.shuffle(results);
  const parts = [
    say(contexts),
    say(approaches),
    fill(firstDetail!, slots, random),
    random.chance(0.4) ? fill(secondDetail!, slots, random) : '',
    fill(firstResult!, slots, random),
    random.chance(0.5) ? fill(secondResult!, slots, random) : '',
    say(findings),
    random.chance(0.75) ? say(closings) : '',
  ];
  return parts.filter(Boolean).join(' ');
}

/** The one-sentence summary that Hugging Face's model writes. */
export function makeSummary(slots: Slots, random: Random): string {
  return fill(
    random.pick([
      '{name} combines {mechanism} with {rival} to improve {metric} of {system} on {task}.',
      'A study of {system} shows that {mechanism} <reduces|mitigates> {problem} and <improves|preserves> {quality}.',
      '{mechanism^} makes {system} <more robust|less sensitive> to {problem} at a lower cost than {rival}.',
      'Experiments on {data} <show|demonstrate> that {mechanism} <helps|is effective> against {problem} in {field}.',
    ]),
    slots,
    random,
  );
}

/** A few keywords, in the order in which the summary would name them. */
export function makeKeywords(slots: Slots, random: Random): string[] {
  const names = [
    'mechanism',
    'system',
    'problem',
    'task',
    'rival',
    'field',
    'metric',
    'quality',
    'othermetric',
  ];
  return names.slice(0, random.int(4, names.length)).map((name) => slots[name]!);
}
