import { plural } from '../format.ts';

/** Find in document. */
export const findTexts = {
  label: 'Find in document',
  field: 'Find in document',
  counter: (rank: number, count: number, isScanning: boolean, isAsked: boolean) => {
    if (!isAsked) return '';
    if (count === 0) return isScanning ? 'Looking…' : 'Not found';
    return `${rank} of ${count}${isScanning ? '…' : ''}`;
  },
  spoken: (rank: number, count: number, page: number) =>
    count === 0
      ? 'Not found in this document'
      : `${rank} of ${plural(count, 'hit', 'hits')}, page ${page}`,
  inSection: (section: string | null) =>
    section === null ? 'In this section' : `In this section: ${section}`,
  noSection: 'There is no section here that the outline knows',
  acts: {
    inSection: 'Find in this section',
    find: 'Find in document',
    next: 'Next hit',
    previous: 'Previous hit',
    matchCase: 'Match case',
    wholeWord: 'Whole words',
    close: 'Close the find bar',
  },
};
