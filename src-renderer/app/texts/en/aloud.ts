import { formatNumber } from '../format.ts';

/** Reading aloud with the system's voices. */
export const aloudTexts = {
  start: 'Read aloud',
  label: 'Reading aloud',
  pause: 'Pause reading aloud',
  resume: 'Go on reading aloud',
  next: 'Next sentence',
  previous: 'Previous sentence',
  faster: 'Read aloud faster',
  slower: 'Read aloud more slowly',
  stop: 'Stop reading aloud',
  rate: 'Speed of reading aloud',
  times: (rate: number) => `${formatNumber(rate)} ×`,
  failed: 'The voice of this machine could not speak.',
};
