import { create } from 'zustand';
import { parseQuery } from '../../src-shared/query/index.ts';
import { selectPaper, useNavigation } from '../app/navigation.ts';
import { forgetSettings } from '../library/list-settings.ts';

/** The id of the list of what was found. */
export const FOUND_ID = 'found';

/** The search of the library, as far as it has come. */
export type Search = {
  /** What stands in the box. */
  readonly text: string;
  /** What is searched for; empty where nothing is. */
  readonly query: string;
  /** Whether only the list that was shown before is searched. */
  readonly here: boolean;
  /** Whether the box has the focus. */
  readonly typing: boolean;
  /** The text whose best hit is to be opened as soon as it is known. */
  readonly opening: string | null;
};

/** The search; a zustand store and hook. */
export const useSearch = create<Search>(() => ({
  text: '',
  query: '',
  here: false,
  typing: false,
  opening: null,
}));

/** What is not finished, such as `author:`, is not complained of while it may still go on. */
const PAUSE_MS = 700;

let timer: ReturnType<typeof setTimeout> | undefined;
let frame = 0;
/** The paper that was selected before the search; undefined where none is under way. */
let former: string | null | undefined;

/** Takes what was typed; it is searched for within a frame. */
export function typeSearch(text: string): void {
  useSearch.setState({ text, opening: null });
  cancelAnimationFrame(frame);
  clearTimeout(timer);
  frame = requestAnimationFrame(() => {
    if (isUnfinished(text)) timer = setTimeout(() => searchFor(text), PAUSE_MS);
    else searchFor(text);
  });
}

function isUnfinished(text: string): boolean {
  const parsed = parseQuery(text);
  return !parsed.ok && parsed.problems.some(({ end }) => end >= text.trimEnd().length);
}

function searchFor(text: string): void {
  const query = text.trim() === '' ? '' : text;
  if (query !== '' && former === undefined) former = useNavigation.getState().selectedPaper;
  if (query === '') endSearch();
  else useSearch.setState({ query });
}

/** Searches the list that was shown before only, or all of the library. */
export const searchHere = (here: boolean): void => useSearch.setState({ here });

/** Leaves the search for the list that was shown before, with the paper that was selected in it. */
export function clearSearch(): void {
  endSearch();
  useSearch.setState({ text: '' });
}

function endSearch(): void {
  const before = former;
  forget();
  if (before !== undefined) selectPaper(before);
}

function forget(): void {
  cancelAnimationFrame(frame);
  clearTimeout(timer);
  // How one search was sorted and filtered is nothing to the next.
  if (former !== undefined) forgetSettings(FOUND_ID);
  former = undefined;
  useSearch.setState({ query: '', here: false, opening: null });
}

/** Leaves the search for another list. */
export function dropSearch(): void {
  forget();
  useSearch.setState({ text: '' });
}

/** Opens the best hit, at once or as soon as it is known. */
export const openBest = (): void =>
  useSearch.setState(({ text }) => ({ opening: text.trim() === '' ? null : text }));
