import type { FoundPaper } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { authorsOf } from '../library/authors.ts';
import { Outside } from '../library/outside.tsx';
import { Button } from '../ui/button.tsx';
import styles from './online.module.css';
import { addFound, useAdding } from './online-acts.ts';
import type { Search } from './online-search.ts';

const texts = t.online;

type Props = {
  readonly search: Search;
  readonly paper: FoundPaper | undefined;
  /** Whether there are results to select from. */
  readonly choice: boolean;
};

/** A result's abstract, and the way into the library. */
export function FoundDetails({ search, paper, choice }: Props) {
  const isAdding = useAdding(({ adding }) => adding.has(paper?.arxivId ?? ''));
  const authors = paper ? authorsOf({ authors: paper.authors, authorCount: null }) : '';
  return (
    <section className={styles.details} aria-label={t.library.details.label} tabIndex={-1}>
      {paper ? (
        <article>
          <h2 dir="auto">{paper.title}</h2>
          <p className={styles.by}>
            {authors}
            {authors === '' ? null : ' · '}
            <Outside href={`https://arxiv.org/abs/${encodeURI(paper.arxivId)}`}>
              {t.library.details.arxiv(paper.arxivId)}
            </Outside>
          </p>
          <div className={styles.buttons}>
            <Button primary onPress={() => void addFound(search, paper)}>
              {labelOf(paper, isAdding)} <kbd>{t.keys.names.Enter}</kbd>
            </Button>
          </div>
          <p className={styles.abstract} dir="auto">
            {paper.abstract ?? t.library.details.noAbstract}
          </p>
        </article>
      ) : (
        <p className={styles.state}>{choice ? texts.select : ''}</p>
      )}
    </section>
  );
}

function labelOf({ paperId }: FoundPaper, isAdding: boolean): string {
  if (paperId !== null) return texts.show;
  return isAdding ? texts.adding : texts.add;
}
