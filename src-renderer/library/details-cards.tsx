import { useQueries } from '@tanstack/react-query';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { BacklinksCard } from './backlinks-card.tsx';
import { Card } from './card.tsx';
import styles from './details.module.css';
import { Facts } from './facts.tsx';
import { HighlightsCard } from './highlights-card.tsx';
import { Linked } from './linked.tsx';
import { linksOf, type PaperLink } from './links.ts';
import { NoteCard } from './note-card.tsx';
import { Outside } from './outside.tsx';
import { SimilarCard } from './similar-card.tsx';
import { Thumbnail } from './thumbnail.tsx';

const texts = t.library.details;

/**
 * What stands below a paper's abstract. All of it comes at once, or what is last would push down
 * what the pointer is at.
 */
export function DetailsCards({ paper }: { paper: PaperDetails }) {
  const waiting = useQueries({
    queries: [
      queries.annotations(paper.id),
      queries.note(paper.id),
      queries.backlinks(paper.id),
      queries.similar(paper.id),
    ],
    combine: (parts) => parts.some(({ isPending }) => isPending),
  });
  if (waiting) return <div className={styles.skeleton} aria-hidden="true" />;
  return (
    <>
      <HighlightsCard paper={paper} />
      <NoteCard paperId={paper.id} />
      <BacklinksCard paperId={paper.id} />
      <SimilarCard paperId={paper.id} />
      {paper.aiSummary === null ? null : <Card title={texts.summary}>{paper.aiSummary}</Card>}
      <Links links={linksOf(paper)} />
      <Linked paper={paper} />
      <Facts paper={paper} />
      {/* It may come late, and then moves nothing. */}
      <Thumbnail paper={paper} />
    </>
  );
}

function Links({ links }: { links: readonly PaperLink[] }) {
  if (links.length === 0) return null;
  return (
    <Card title={texts.links}>
      <ul className={styles.links}>
        {links.map(({ href, title, address, note }) => (
          <li key={href}>
            {title}: <Outside href={href}>{address}</Outside>
            {note === null ? null : ` · ${note}`}
          </li>
        ))}
      </ul>
    </Card>
  );
}
