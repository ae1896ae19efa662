import { memo } from 'react';
import type { FoundPaper } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import styles from './online.module.css';

const texts = t.online;

/** The id of a result's element. */
export const optionId = ({ arxivId }: FoundPaper): string => `found-${arxivId}`;

/** One result. */
export const FoundLine = memo(function FoundLine(props: {
  readonly paper: FoundPaper;
  readonly selected: boolean;
}) {
  const { paper, selected } = props;
  return (
    <div
      id={optionId(paper)}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={selected ? `${styles.option} ${styles.on}` : styles.option}
    >
      <div className={styles.title} dir="auto">
        {paper.title}
      </div>
      <div className={styles.meta}>
        {metaOf(paper).map((part) => (
          <span key={part}>{part}</span>
        ))}
      </div>
    </div>
  );
});

function metaOf({ authors, publishedAt, upvotes, paperId }: FoundPaper): string[] {
  return [
    authors.length > 0 ? texts.authors(authors) : null,
    publishedAt === null ? null : texts.published(publishedAt),
    upvotes === null ? null : texts.upvotes(upvotes),
    paperId === null ? null : texts.inLibrary,
  ].filter((part) => part !== null);
}
