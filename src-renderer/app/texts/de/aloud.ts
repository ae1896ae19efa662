import type { aloudTexts as english } from '../en/aloud.ts';
import { formatNumber } from '../format.ts';

/** Reading aloud with the system's voices. */
export const aloudTexts: typeof english = {
  start: 'Vorlesen',
  label: 'Vorlesen',
  pause: 'Vorlesen anhalten',
  resume: 'Weiter vorlesen',
  next: 'Nächster Satz',
  previous: 'Voriger Satz',
  faster: 'Schneller vorlesen',
  slower: 'Langsamer vorlesen',
  stop: 'Vorlesen beenden',
  rate: 'Tempo des Vorlesens',
  times: (rate) => `${formatNumber(rate)} ×`,
  failed: 'Die Stimme dieses Rechners konnte nicht sprechen.',
};
