import { client, connection } from '../client.ts';
import { restoreLayout, toLayout, useNavigation } from './navigation.ts';

/** Arrow keys change the selection many times a second; the last one is kept. */
const KEEP_AFTER_MS = 300;

/** Restores tabs and selection of the last time, then keeps them as they change. */
export function keepLayout(): void {
  const stop = connection.subscribe(({ state }) => {
    if (state !== 'open') return;
    stop();
    void restore();
  });
}

async function restore(): Promise<void> {
  const layout = await client.settings.getLayout().catch(() => null);
  if (layout) restoreLayout(layout);
  useNavigation.setState({ restored: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = JSON.stringify(toLayout(useNavigation.getState()));
  const keep = (): void => {
    clearTimeout(timer);
    const now = JSON.stringify(toLayout(useNavigation.getState()));
    if (now === kept) return;
    kept = now;
    client.settings.setLayout(JSON.parse(now)).catch(() => {
      kept = '';
    });
  };
  useNavigation.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(keep, KEEP_AFTER_MS);
  });
  window.addEventListener('pagehide', keep);
}
