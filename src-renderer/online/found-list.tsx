import type { KeyboardEvent, ReactNode, Ref } from 'react';
import type { FoundPaper } from '../../src-shared/contract/index.ts';
import { useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import styles from './online.module.css';
import { addFound } from './online-acts.ts';
import { type Search, useSearch } from './online-search.ts';

const texts = t.online;

type Props = {
  readonly ref: Ref<HTMLDivElement>;
  readonly search: Search;
  readonly papers: readonly FoundPaper[];
  readonly selected: string | null;
  /** Stands after the last result. */
  readonly more: ReactNode;
};

const select = (paper: FoundPaper | undefined): void => {
  if (!paper) return;
  useSearch.setState({ selected: paper.arxivId });
  document.getElementById(optionId(paper))?.scrollIntoView({ block: 'nearest' });
};

const optionId = ({ arxivId }: FoundPaper): string => `found-${arxivId}`;

/** The results; arrows move, Enter adds. */
export function FoundList({ ref, search, papers, selected, more }: Props) {
  const index = papers.findIndex(({ arxivId }) => arxivId === selected);
  const paper = papers[index];
  useActions([
    {
      id: 'library.add-found',
      title: paper?.paperId ? t.actions.openFound : t.actions.addFound,
      keys: [],
      scope: 'library',
      when: () => paper !== undefined,
      run: () => (paper ? addFound(search, paper) : undefined),
    },
  ]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = stepOf(event.key, index, papers.length);
    if (to !== undefined) select(papers[to]);
    else if (event.key === 'Enter' && paper) void addFound(search, paper);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (papers.length === 0) return <div />;
  return (
    <div className={styles.results}>
      <div
        ref={ref}
        className={styles.list}
        role="listbox"
        tabIndex={0}
        aria-label={texts.results(search.source)}
        aria-activedescendant={paper ? optionId(paper) : undefined}
        onKeyDown={onKeyDown}
        onFocus={() => (index < 0 ? select(papers[0]) : undefined)}
      >
        {papers.map((one) => (
          <Option key={one.arxivId} paper={one} selected={one === paper} />
        ))}
      </div>
      {more}
    </div>
  );
}

function stepOf(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(index + 1, count - 1);
    case 'ArrowUp':
    case 'k':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function Option({ paper, selected }: { paper: FoundPaper; selected: boolean }) {
  return (
    <div
      id={optionId(paper)}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={selected ? `${styles.option} ${styles.on}` : styles.option}
      onMouseDown={() => select(paper)}
      onKeyDown={() => undefined}
    >
      <div className={styles.title}>{paper.title}</div>
      <div className={styles.meta}>{metaOf(paper).join(' · ')}</div>
    </div>
  );
}

function metaOf({ authors, publishedAt, upvotes, paperId }: FoundPaper): string[] {
  return [
    authors.length > 0 ? texts.authors(authors) : null,
    publishedAt === null ? null : texts.published(publishedAt),
    upvotes === null ? null : texts.upvotes(upvotes),
    paperId === null ? null : texts.inLibrary,
  ].filter((part) => part !== null);
}
