import type { FoundPaper } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import styles from './online.module.css';
import { addFound, useAdding } from './online-acts.ts';
import type { Search } from './online-search.ts';

const texts = t.online;

/** A result's abstract, and the way into the library. */
export function FoundDetails({ search, paper }: { search: Search; paper: FoundPaper | undefined }) {
  const { adding } = useAdding();
  return (
    <section className={styles.details} aria-label={t.library.details.label} tabIndex={-1}>
      {paper ? (
        <article>
          <h2>{paper.title}</h2>
          <p className={styles.by}>
            {paper.authors.join(', ')}
            {paper.authors.length > 0 ? ' · ' : null}
            <a
              href={`https://arxiv.org/abs/${encodeURI(paper.arxivId)}`}
              target="_blank"
              rel="noopener noreferrer"
            >
              {t.library.details.arxiv(paper.arxivId)}
            </a>
          </p>
          <div className={styles.buttons}>
            <Button
              primary
              disabled={adding === paper.arxivId}
              onPress={() => void addFound(search, paper)}
            >
              {paper.paperId === null ? texts.add : texts.show}
            </Button>
          </div>
          <p className={styles.abstract}>{paper.abstract ?? t.library.details.noAbstract}</p>
        </article>
      ) : (
        <p className={styles.state}>{texts.select}</p>
      )}
    </section>
  );
}
