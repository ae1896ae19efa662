/** How times are told relative to now. Imports nothing: the formats are made with it. */
export const timeTexts = {
  today: 'today',
  yesterday: 'yesterday',
  justNow: 'just now',
  minutesAgo: (minutes: string) => `${minutes} min ago`,
  hoursAgo: (hours: string) => `${hours} h ago`,
  daysAgo: (days: string) => `${days} days ago`,
};
