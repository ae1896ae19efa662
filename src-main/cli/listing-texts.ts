import { counted } from './counted.ts';

/** Wording of the commands that bring listings and search upstream. */
export const listingTexts = {
  sync: {
    about: 'Fetch the daily listings: the last 14 days, or what is named.',
    date: 'that day, YYYY-MM-DD',
    from: 'the first day of a range',
    to: 'its last day (without it, today)',
    days: 'today and the days before it, so many in all',
    week: 'the days of that ISO week, such as 2026-W23',
    month: 'the days of that month, such as 2026-06',
    trending: 'what trends now',
    categories: 'the arXiv categories that you subscribed to',
    background:
      'bring the range in the background of the program, newest day first; it goes on whenever Offprint is open',
    problems: {
      'several-choices':
        'Name one of --date, --from with --to, --days, --week, --month, --trending and --categories.',
      'to-without-from': '--to needs --from.',
      backwards: '--from lies after --to.',
      'too-long': 'A range may have at most 400 days; with --background as many as there are.',
      'background-without-range': '--background needs --from.',
    },
    notAWeek: 'Expected an ISO week such as 2026-W23.',
    notAMonth: 'Expected a month such as 2026-06.',
    fetching: (day: string | null) => (day === null ? 'Listings' : `Listing of ${day}`),
    waiting: 'Waiting, as asked by Hugging Face',
    done: (papers: number, added: number, changed: number) =>
      `${counted(papers, 'paper')}, ${added} new, ${changed} changed`,
    none: 'There are no listings of that yet.',
    failed: (failed: number, asked: number, first: string) =>
      asked === 1 ? first : `${failed} of ${counted(asked, 'day')} could not be fetched: ${first}`,
    begun: (days: number, from: string, to: string) =>
      `${counted(days, 'day')}, ${from} to ${to}, will be brought in the background while Offprint is open.`,
    badRange: 'No listing can lie in that range: the first is of 2023-05-04, the last of today.',
    noCategories: 'You are subscribed to no arXiv category. The settings are the place for it.',
    notRead: 'not read yet',
    failedCategories: (failed: number, asked: number, first: string) =>
      asked === 1
        ? first
        : `${failed} of ${counted(asked, 'category', 'categories')} could not be read: ${first}`,
  },
  searchOnline: {
    about: 'Search Hugging Face or arXiv for papers. “add” takes the ids that it prints.',
    query: 'words, an author, an arXiv id',
    source: 'where to search',
    offset: 'leave out so many at the beginning (arXiv)',
    none: 'Nothing was found.',
    here: 'in the library',
    more: (shown: number, total: number | null) =>
      total === null ? `${shown} shown; there are more.` : `${shown} of ${total} shown.`,
  },
} as const;
