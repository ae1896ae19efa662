/** What was chosen in the palette is remembered on this machine, the last first. */
const KEY = 'offprint.recent-commands';
const MOST = 12;

/** Ids of what was last chosen, the last first. */
export function recentlyChosen(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Remembers a choice. */
export function noteChosen(id: string): void {
  const rest = recentlyChosen().filter((one) => one !== id);
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...rest].slice(0, MOST)));
  } catch {
    // A browser that refuses storage forgets.
  }
}

/** Items with those that were chosen lately in front, as lately as they were; the rest in order. */
export function recentFirst<Item extends { readonly id: string }>(
  items: readonly Item[],
  recent: readonly string[],
): Item[] {
  const place = (id: string): number => {
    const index = recent.indexOf(id);
    return index < 0 ? recent.length : index;
  };
  return [...items].sort((a, b) => place(a.id) - place(b.id));
}
