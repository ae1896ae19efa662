import type { Layout } from '../../src-shared/contract/index.ts';
import { client, connection } from '../client.ts';
import { createThrottle } from '../ui/throttle.ts';
import { openPaper, restoreLayout, toLayout, useNavigation } from './navigation.ts';
import { paperAskedFor, thisWindow } from './window-identity.ts';

/** Arrow keys change the selection many times a second; not every one is kept, the last one is. */
const KEEP_EVERY_MS = 100;

/** What a shell calls its window where it remembers none: it takes up what another one left. */
const FIRST_WINDOW = 'main';

/** Restores tabs and selection of this window's last time, then keeps them as they change. */
export function keepLayout(): void {
  const stop = connection.subscribe(({ state }) => {
    if (state !== 'open') return;
    stop();
    void restore();
  });
}

async function restore(): Promise<void> {
  const windows = client.settings.listWindows().then(
    (answer) => answer.windows,
    () => [],
  );
  const { id, like } = await thisWindow(() => windows);
  const layout = await layoutToBeginWith(id, like, await windows);
  if (layout) restoreLayout(layout);
  if (paperAskedFor !== null) await openAskedFor(paperAskedFor);
  useNavigation.setState({ restored: true });
  keepAs(id);
}

/** What is kept of the window, or of the one that it copies; a new one looks like the others. */
async function layoutToBeginWith(
  id: string,
  like: string | null,
  [last]: readonly string[],
): Promise<Layout | null> {
  const get = (window: string) => client.settings.getLayout({ window }).catch(() => null);
  const own = await get(like ?? id);
  if (own || last === undefined) return own;
  const other = await get(last);
  if (id === FIRST_WINDOW) return other;
  return other && { ...other, tabs: [], activeTab: null, beside: {}, places: {} };
}

async function openAskedFor(paperId: string): Promise<void> {
  const answer = await client.papers.get({ id: paperId }).catch(() => null);
  if (answer?.paper) openPaper(answer.paper.id, answer.paper.title);
}

function keepAs(window: string): void {
  let kept = JSON.stringify(toLayout(useNavigation.getState()));
  const keep = (evenIfSame: boolean): void => {
    const now = JSON.stringify(toLayout(useNavigation.getState()));
    if (now === kept && !evenIfSame) return;
    kept = now;
    client.settings.setLayout({ window, layout: JSON.parse(now) }).catch(() => {
      kept = '';
    });
  };
  useNavigation.subscribe(createThrottle(KEEP_EVERY_MS, () => keep(false)));
  // The window that was used last is the one that a next start begins with.
  globalThis.addEventListener('focus', () => keep(true));
  globalThis.addEventListener('pagehide', () => keep(true));
  if (paperAskedFor !== null) keep(true);
}
