import { X } from 'lucide-react';
import { useState } from 'react';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './details-said.module.css';
import { dueText, isOverdue, isTypedDay, localToday } from './due.ts';
import { setDue } from './paper-acts.ts';

const texts = t.library.details;

/** The day until which a paper is to be read, and how long that is (COLL-2). */
export function DueField({ paper }: { paper: Pick<PaperDetails, 'id' | 'due' | 'status'> }) {
  const [asking, setAsking] = useState(false);
  const today = localToday(useNow());
  const { id, due } = paper;
  if (due === null && !asking)
    return (
      <button type="button" className={styles.quiet} onClick={() => setAsking(true)}>
        {texts.setDue}
      </button>
    );
  const clear = (): void => {
    setAsking(false);
    if (due !== null) void setDue([id], null);
  };
  return (
    <span className={styles.due}>
      <DayInput
        key={due}
        day={due}
        asked={asking && due === null}
        onDay={(day) => void setDue([id], day)}
      />
      <span className={isOverdue(paper, today) ? styles.overdue : undefined}>
        {dueText(paper, today)}
      </span>
      <button type="button" className={styles.clear} aria-label={texts.clearDue} onClick={clear}>
        <X size="0.875rem" aria-hidden="true" />
      </button>
    </span>
  );
}

type DayProps = {
  readonly day: string | null;
  /** Whether the user has just asked for it. */
  readonly asked: boolean;
  readonly onDay: (day: string) => void;
};

function DayInput({ day, asked, onDay }: DayProps) {
  return (
    <label>
      <span>{texts.due}</span>
      <input
        ref={(input) => {
          if (asked) input?.focus();
        }}
        type="date"
        defaultValue={day ?? ''}
        onChange={({ target: { value } }) => {
          if (isTypedDay(value) && value !== day) onDay(value);
        }}
      />
    </label>
  );
}
