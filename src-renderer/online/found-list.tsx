import { type MouseEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { FoundPaper, SearchSource } from '../../src-shared/contract/index.ts';
import { type Action, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { type Movable, movingActions } from '../library/list-actions.ts';
import { FoundLine, optionId } from './found-line.tsx';
import styles from './online.module.css';
import { addFound, selectFound } from './online-acts.ts';
import { type Search, useSearch } from './online-search.ts';

const texts = t.online;

type Props = {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly search: Search;
  /** Who found them. */
  readonly source: SearchSource;
  readonly papers: readonly FoundPaper[];
  readonly selected: string | null;
};

/** Selects a result and brings it into sight. */
function goTo(paper: FoundPaper | undefined): void {
  if (!paper) return;
  selectFound(paper.arxivId);
  document.getElementById(optionId(paper))?.scrollIntoView({ block: 'nearest' });
}

/** Whether a result is selected now, which may be since the list was drawn. */
const isAmong = (papers: readonly FoundPaper[]): boolean =>
  papers.some(({ arxivId }) => arxivId === useSearch.getState().selected);

/** The results; the keys of the library's list move, Enter adds. */
export function FoundList({ ref, search, source, papers, selected }: Props) {
  const index = papers.findIndex(({ arxivId }) => arxivId === selected);
  const paper = papers[index];
  const movable: Movable = {
    row: index,
    total: papers.length,
    moveTo: (row) => {
      ref.current?.focus();
      goTo(papers[row]);
    },
    pageRows: () => rowsOf(ref.current, papers.length),
  };
  const latest = useRef(movable);
  useEffect(() => {
    latest.current = movable;
  });
  useActions(useMemo(() => movingActions(() => latest.current), []));
  useActions(paper ? [adding(search, paper)] : []);
  if (papers.length === 0) return null;
  return (
    <div
      ref={ref}
      className={styles.list}
      role="listbox"
      tabIndex={0}
      aria-label={texts.results(source)}
      aria-activedescendant={paper ? optionId(paper) : undefined}
      onFocus={() => (isAmong(papers) ? undefined : goTo(papers[0]))}
      onMouseDown={(event) => selectUnder(event, papers)}
      onDoubleClick={() => (paper ? addFound(search, paper) : undefined)}
    >
      {papers.map((one) => (
        <FoundLine key={one.arxivId} paper={one} selected={one === paper} />
      ))}
    </div>
  );
}

const adding = (search: Search, paper: FoundPaper): Action => ({
  id: 'library.add-found',
  title: paper.paperId ? t.actions.openFound : t.actions.addFound,
  keys: ['Enter'],
  scope: 'library',
  run: () => addFound(search, paper),
});

/** How many results fit into the part of the list that is seen. */
function rowsOf(list: HTMLElement | null, count: number): number {
  const seen = list?.closest('section')?.clientHeight ?? 0;
  const height = (list?.scrollHeight ?? 0) / Math.max(1, count);
  return height > 0 ? Math.max(1, Math.floor(seen / height) - 1) : 1;
}

/** Focus stays on the list, which says by itself which of its options is meant. */
function selectUnder(event: MouseEvent<HTMLElement>, papers: readonly FoundPaper[]): void {
  const { target, currentTarget, button } = event;
  const line = target instanceof Element ? target.closest('[role=option]') : null;
  const paper = papers.find((one) => optionId(one) === line?.id);
  if (button !== 0 || !paper) return;
  event.preventDefault();
  // First, or the list would select the paper that the focus finds there.
  goTo(paper);
  currentTarget.focus({ preventScroll: true });
}
