import { type Import, isOpen } from './imports.ts';

/** Files that the report names; of more, those that someone has to know of come first. */
const MAX_NAMED = 200;

/** What is shown of a report, and how many files it leaves out. */
export type InSight = { readonly named: readonly Import[]; readonly left: number };

/** Which files a report names: all of a few; of many what is under way and what went wrong. */
export function inSight(items: readonly Import[]): InSight {
  if (items.length <= MAX_NAMED) return { named: items, left: 0 };
  const ranks = [[], [], []] as [Import[], Import[], Import[]];
  for (const item of items) ranks[rankOf(item)].push(item);
  const named = ranks.flat().slice(0, MAX_NAMED);
  return { named, left: items.length - named.length };
}

function rankOf(item: Import): 0 | 1 | 2 {
  if (item.state === 'waiting' || item.state === 'stopped') return 2;
  if (isOpen(item) || item.state === 'failed') return 0;
  return item.state === 'done' && item.report.problems.length > 0 ? 0 : 1;
}
