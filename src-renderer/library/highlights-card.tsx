import { useQuery } from '@tanstack/react-query';
import type { Annotation, PaperDetails } from '../../src-shared/contract/index.ts';
import { openPaper } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Card } from './card.tsx';
import styles from './details.module.css';
import { inReadingOrder, quoteOf } from './quotes.ts';

/** More are in the reader's side list. */
const SHOWN = 6;
const texts = t.library.details;

/** The user's highlights in a paper; a click goes to the place. */
export function HighlightsCard({ paper }: { paper: Pick<PaperDetails, 'id' | 'title'> }) {
  const marks = useQuery(queries.annotations(paper.id)).data ?? [];
  if (marks.length === 0) return null;
  const sorted = inReadingOrder(marks);
  return (
    <Card title={texts.highlights}>
      {sorted.slice(0, SHOWN).map((mark) => (
        <Quote key={mark.id} mark={mark} paper={paper} />
      ))}
      {sorted.length > SHOWN ? (
        <p className={styles.more}>{texts.moreHighlights(sorted.length - SHOWN)}</p>
      ) : null}
    </Card>
  );
}

function Quote({ mark, paper }: { mark: Annotation; paper: Pick<PaperDetails, 'id' | 'title'> }) {
  const quote = quoteOf(mark);
  return (
    <button
      type="button"
      className={styles.quote}
      style={{ '--swatch': `var(--mark-${mark.colour})` } as React.CSSProperties}
      title={texts.goTo(quote)}
      onClick={() => openPaper(paper.id, paper.title, { annotationId: mark.id })}
    >
      {quote}
    </button>
  );
}
