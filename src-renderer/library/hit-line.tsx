import type { FoundRow, SearchHit, SnippetPart } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { texText } from '../ui/tex-text.ts';
import styles from './paper-line.module.css';

const texts = t.search;

/** A paper's title, with the words marked that a search found in it. */
export function MarkedTitle({ paper: { title, hit } }: { paper: FoundRow }) {
  return hit?.title ? <Marked parts={hit.title} /> : title;
}

/** Where a search found something in a paper, and the words about it. */
export function HitLine({ hit }: { hit: SearchHit }) {
  const { where, page, snippet } = hit;
  if (where === 'title' || snippet.length === 0) return null;
  return (
    <div className={styles.hit} dir="auto">
      <span className={styles.where}>
        {page === null ? texts.where[where] : texts.page(page + 1)}
      </span>{' '}
      <Marked parts={snippet} />
    </div>
  );
}

function Marked({ parts }: { parts: readonly SnippetPart[] }) {
  let start = 0;
  return parts.map(({ text, marked }) => {
    const key = start;
    start += text.length;
    const shown = texText(text);
    return marked ? <mark key={key}>{shown}</mark> : <span key={key}>{shown}</span>;
  });
}
