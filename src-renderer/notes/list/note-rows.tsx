import { memo, type Ref, useEffect, useRef } from 'react';
import type { NoteEntry } from '../../../src-shared/contract/index.ts';
import { formatAge } from '../../app/texts/format.ts';
import { t } from '../../app/texts/index.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './notes-page.module.css';

const texts = t.notes.list;

type Props = {
  readonly notes: readonly NoteEntry[];
  readonly row: number;
  readonly onChoose: (row: number) => void;
  readonly ref: Ref<HTMLDivElement>;
};

/** The notes, one under the other; the chosen one is that in the editor. */
export function NoteRows({ notes, row, onChoose, ref }: Props) {
  const now = useNow();
  return (
    <div
      ref={ref}
      className={styles.rows}
      role="listbox"
      tabIndex={0}
      aria-label={texts.label}
      aria-activedescendant={row >= 0 ? rowId(row) : undefined}
    >
      {notes.map(({ key, ...note }, index) => (
        <Row
          key={key}
          {...note}
          row={index}
          chosen={index === row}
          age={formatAge(note.changedAt, now)}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

type RowProps = Omit<NoteEntry, 'key'> & {
  readonly row: number;
  readonly chosen: boolean;
  readonly age: string;
  readonly onChoose: (row: number) => void;
};

/** Hundreds of them are not drawn anew because a minute has passed. */
const Row = memo(function Row({ row, chosen, age, onChoose, ...note }: RowProps) {
  const { title, excerpt, paperTitle } = note;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    // The keys are those of the list.
    <div
      ref={element}
      id={rowId(row)}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className={`${styles.row} ${chosen ? styles.on : ''}`}
      onMouseDown={() => onChoose(row)}
    >
      <div className={title ? styles.title : styles.untitled} dir="auto">
        {title || texts.untitled}
      </div>
      {excerpt === '' ? null : (
        <p className={styles.excerpt} dir="auto">
          {excerpt}
        </p>
      )}
      <p className={styles.meta}>
        {paperTitle === null ? null : (
          <span className={styles.paper} dir="auto">
            {paperTitle || texts.ofPaper}
          </span>
        )}
        <span className={styles.age}>{age}</span>
      </p>
    </div>
  );
});

const rowId = (row: number): string => `note-row-${row}`;
