import { create } from 'zustand';
import { client } from '../client.ts';

/** The last two weeks may still move (LIST-1). */
const RECENT_DAYS = 14;

/** How an attempt to open the demo went; `opening` while it runs. */
export type DemoState =
  | { readonly state: 'none' | 'opening' | 'failed' }
  /** `url` null: the shell opened a window of its own. */
  | { readonly state: 'open'; readonly url: string | null };

/** The demo that was started from here. */
export const useDemo = create<DemoState>(() => ({ state: 'none' }));

/** Fetches the listings of the last days; how it goes is told by events. */
export function syncListings(): void {
  client.listings.sync({ recentDays: RECENT_DAYS }).catch(() => undefined);
}

/** Stops what is being fetched. */
export function cancelListings(): void {
  client.listings.cancel().catch(() => undefined);
}

/** Starts the demo and opens its link. */
export async function openDemo(): Promise<void> {
  if (useDemo.getState().state === 'opening') return;
  useDemo.setState({ state: 'opening' }, true);
  const result = await client.system.openDemo().catch(() => null);
  if (!result?.ok) return useDemo.setState({ state: 'failed' }, true);
  useDemo.setState({ state: 'open', url: result.url }, true);
  if (result.url !== null) window.open(result.url, '_blank', 'noopener');
}
