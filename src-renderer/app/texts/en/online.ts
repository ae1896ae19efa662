import type { SearchSource, UpstreamFailure } from '../../../../src-shared/contract/index.ts';
import { formatNumber, formatShortDay, plural } from '../format.ts';
import { errorTexts } from './errors.ts';

const SOURCES: Readonly<Record<SearchSource, string>> = {
  huggingface: 'Hugging Face',
  arxiv: 'arXiv',
};

/** Searching upstreams for papers that are not in the library. */
export const onlineTexts = {
  title: 'Find online',
  label: 'Search Hugging Face or arXiv',
  placeholder: 'Words, an author, an arXiv id or address',
  search: 'Search',
  source: 'Where to search',
  sources: SOURCES,
  hint: 'Results come from the network. Press Enter on one to add it to your library.',
  searching: (source: SearchSource) => `Asking ${SOURCES[source]}…`,
  results: (source: SearchSource) => `Results from ${SOURCES[source]}`,
  found: (shown: number, total: number | null, source: SearchSource) =>
    total === null || total <= shown
      ? `${plural(shown, 'paper', 'papers')} from ${SOURCES[source]}`
      : `${formatNumber(shown)} of ${plural(total, 'paper', 'papers')} from ${SOURCES[source]}`,
  elsewhere: (asked: SearchSource, told: string) =>
    `${SOURCES[asked]} does not have this id: ${told}`,
  none: (source: SearchSource) => `${SOURCES[source]} found nothing.`,
  more: 'Show more',
  retry: 'Try again',
  failed: (failure: UpstreamFailure, now: number) => `${errorTexts.upstream(failure, now)}.`,
  inLibrary: 'in your library',
  added: (title: string) => `Added to your library: ${title}`,
  adding: 'Adding…',
  add: 'Add to the library',
  show: 'Show in the library',
  upvotes: (count: number) => plural(count, 'upvote', 'upvotes'),
  published: (day: string) => formatShortDay(day),
  authors: (names: readonly string[]) =>
    names.length > 3
      ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
      : names.join(', '),
  select: 'Select a result to read its abstract.',
  notAdded: 'It could not be added: that is no arXiv id.',
};
