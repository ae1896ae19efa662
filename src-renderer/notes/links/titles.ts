import { client, onCoreEvent } from '../../client.ts';
import { createThrottle } from '../../ui/throttle.ts';
import { TargetTitles } from './target-titles.ts';

const REFRESH_MS = 500;

/** What the links of notes lead to, kept true by the core's events. */
export const targetTitles = new TargetTitles((targets) =>
  client.notes.targets({ targets: [...targets] }),
);

const refresh = createThrottle(REFRESH_MS, () => void targetTitles.refresh());

onCoreEvent(({ kind }, continuity) => {
  if (continuity === 'gap' || kind === 'notes' || kind === 'papers' || kind === 'trash') refresh();
});
