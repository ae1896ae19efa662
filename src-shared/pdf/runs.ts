import type { Mark } from './marks.ts';

/** Marks that stand on one baseline without a wide gap; points in the frame of its direction. */
export type Run = {
  readonly marks: Mark[];
  left: number;
  right: number;
  /** Baseline and size of its largest marks. */
  base: number;
  size: number;
};

/** Wider gaps, in font sizes, may be gutters; spaces of justified text hardly ever are as wide. */
const wideGap = 0.9;
/** Marks smaller than this share of the run's size may be raised or lowered. */
export const scriptShare = 0.86;

/** The strip that a line of letters fills, without what long letters need. */
export function bottomOf(run: { base: number; size: number }): number {
  return run.base - 0.2 * run.size;
}

/** See `bottomOf`. */
export function topOf(run: { base: number; size: number }): number {
  return run.base + 0.75 * run.size;
}

/** Height that two runs share, as a share of the smaller one's height. */
export function sharedHeight(a: Run, b: Run): number {
  const shared = Math.min(topOf(a), topOf(b)) - Math.max(bottomOf(a), bottomOf(b));
  return shared / (0.95 * Math.min(a.size, b.size));
}

/** Puts marks together, first as they are drawn, then what lies side by side. */
export function runsOf(marks: readonly Mark[]): Run[] {
  return joinNeighbours(runsAsDrawn(marks));
}

function runsAsDrawn(marks: readonly Mark[]): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  for (const mark of marks) {
    if (run && continues(run, mark)) {
      add(run, mark);
      continue;
    }
    run = { marks: [mark], left: mark.left, right: mark.right, base: mark.base, size: mark.size };
    runs.push(run);
  }
  return runs;
}

function add(run: Run, mark: Mark): void {
  run.marks.push(mark);
  if (mark.left < run.left) run.left = mark.left;
  if (mark.right > run.right) run.right = mark.right;
  if (mark.size > run.size) {
    run.base = mark.base;
    run.size = mark.size;
  }
}

function continues(run: Run, mark: Mark): boolean {
  const last = run.marks[run.marks.length - 1]!;
  return onBaseline(run, mark) && isNear(last, mark, Math.max(last.size, mark.size));
}

function onBaseline(run: Run, mark: Mark): boolean {
  const rise = Math.abs(mark.base - run.base);
  const [small, large] = mark.size < run.size ? [mark.size, run.size] : [run.size, mark.size];
  return rise <= (small < scriptShare * large ? 0.5 : 0.2) * large;
}

function isNear(a: Mark, b: Mark, size: number): boolean {
  const gap = b.left - a.right;
  if (gap > -wideGap * size && gap < wideGap * size) return true;
  const back = a.left - b.right;
  return (a.rightToLeft || b.rightToLeft) && back > -wideGap * size && back < wideGap * size;
}

/** A text drawn word by word, or in any order, ends as the same runs as one drawn in one go. */
function joinNeighbours(runs: Run[]): Run[] {
  const sorted = [...runs].sort((a, b) => b.base - a.base);
  const joined: Run[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && isLevel(sorted[i]!, sorted[end]!)) end++;
    joined.push(...joinLevel(sorted.slice(i, end)));
    i = end;
  }
  return joined;
}

function isLevel(a: Run, b: Run): boolean {
  return Math.abs(a.base - b.base) <= 0.12 * Math.min(a.size, b.size);
}

function joinLevel(level: Run[]): Run[] {
  level.sort((a, b) => a.left - b.left);
  const joined: Run[] = [];
  for (const run of level) {
    const last = joined[joined.length - 1];
    const gap = last ? run.left - last.right : Infinity;
    const size = last ? Math.max(last.size, run.size) : 0;
    if (last && gap > -0.4 * size && gap < wideGap * size) {
      for (const mark of run.marks) add(last, mark);
    } else joined.push(run);
  }
  return joined;
}
