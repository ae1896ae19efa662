import type { timeTexts as english } from '../en/time.ts';

/** How times are told relative to now. */
export const timeTexts: typeof english = {
  today: 'heute',
  yesterday: 'gestern',
  justNow: 'gerade eben',
  minutesAgo: (minutes) => `vor ${minutes} Min.`,
  hoursAgo: (hours) => `vor ${hours} Std.`,
  daysAgo: (days) => `vor ${days} Tagen`,
};
