import { Star } from 'lucide-react';
import { memo } from 'react';
import type { FoundRow } from '../../src-shared/contract/index.ts';
import { formatNumber } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { dueMark, isOverdue, localToday } from './due.ts';
import { HitLine, MarkedTitle } from './hit-line.tsx';
import styles from './paper-line.module.css';
import { metaOf } from './paper-meta.ts';

type Props = {
  readonly id: string;
  /** Undefined while its window of rows is on its way. */
  readonly paper: FoundRow | undefined;
  /** Counted from 0. */
  readonly row: number;
  readonly total: number;
  readonly selected: boolean;
  /** Whether the keys act here. */
  readonly cursor: boolean;
  /** On which edge dragged papers would go. */
  readonly drop?: 'before' | 'after' | null;
  /** How far the PDF's download is, where that is known. */
  readonly percent: number | null;
  readonly describedBy?: string | undefined;
};

const texts = t.library.list;

/** One paper of the list. */
export const PaperLine = memo(function PaperLine(props: Props) {
  const { id, paper, row, total, selected, cursor, drop, percent, describedBy } = props;
  const unread = paper?.status === 'new';
  return (
    <div
      id={id}
      className={`${styles.row} ${selected ? styles.on : ''} ${unread ? '' : styles.read}`}
      role="option"
      tabIndex={-1}
      data-row={row}
      data-paper-id={paper?.id}
      data-cursor={cursor || undefined}
      data-drop={drop ?? undefined}
      draggable={paper !== undefined}
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={row + 1}
      aria-describedby={describedBy}
    >
      <Votes count={paper?.upvotes ?? null} />
      <div className={styles.text}>
        <div className={styles.title} dir="auto">
          {unread ? <i className={styles.dot} role="img" aria-label={texts.unread} /> : null}
          {paper ? <MarkedTitle paper={paper} /> : '…'}
          {paper?.starred ? <StarMark /> : null}
        </div>
        <div className={styles.meta}>
          {paper ? <Meta paper={paper} percent={percent} /> : <span />}
        </div>
        {paper?.hit ? <HitLine hit={paper.hit} /> : null}
      </div>
    </div>
  );
});

function Meta({ paper, percent }: { paper: FoundRow; percent: number | null }) {
  const today = localToday(Date.now());
  const overdue = isOverdue(paper, today) ? dueMark(paper, today) : null;
  return metaOf(paper, percent, today).map((part) => (
    <span key={part} className={part === overdue ? styles.overdue : undefined}>
      {part}
    </span>
  ));
}

function Votes({ count }: { count: number | null }) {
  return (
    <div className={styles.votes}>
      <span className="visually-hidden">{texts.upvotes(count)}</span>
      <span aria-hidden="true">▲</span>
      <b aria-hidden="true">{count === null ? '–' : formatNumber(count)}</b>
    </div>
  );
}

function StarMark() {
  return <Star className={styles.star} size="0.85em" role="img" aria-label={texts.starred} />;
}
