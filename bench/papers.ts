import { corpus } from './corpus.ts';

/** A paper as a listing brings it, about two kilobytes of JSON; the same for the same number. */
export function benchPaper(number: number) {
  const id = `arxiv:${2500 + (number % 1200)}.${String(number).padStart(5, '0')}`;
  const { title, abstract, authors, organization, keywords } = corpus().paper(number);
  return {
    id,
    facts: {
      arxivId: id.slice(6),
      title,
      abstract,
      authors: [...authors],
      organization,
      publishedAt: dayOf(number),
      upvotes: (number * 7919) % 300,
      comments: number % 9,
      aiSummary: abstract.slice(0, 200),
      aiKeywords: [...keywords],
    },
  };
}

/** The paper's place in its day's listing. */
export function benchPlace(paperId: string, number: number, perDay = PER_DAY) {
  const day = dayOf(number, perDay);
  const said = { upvotes: null, comments: null, submittedBy: null };
  return { id: `${day}|${paperId}`, day, paperId, position: number % perDay, ...said };
}

/** Papers that a day's listing has. */
export const PER_DAY = 40;

/** The day on which the paper of this number is featured, back from November 2026. */
export function dayOf(number: number, perDay = PER_DAY): string {
  const day = new Date(Date.UTC(2026, 10, 20) - Math.floor(number / perDay) * 86_400_000);
  return day.toISOString().slice(0, 10);
}
