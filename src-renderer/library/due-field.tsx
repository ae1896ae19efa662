import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { useActions } from '../app/actions.ts';
import { useNavigation } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './details-said.module.css';
import { dueText, isOverdue, isTypedDay, localToday } from './due.ts';
import { setDue } from './paper-acts.ts';
import { isMany } from './selected.ts';

const texts = t.library.details;

/** The day until which a paper is to be read, and how long that is (COLL-2). */
export function DueField({ paper }: { paper: Pick<PaperDetails, 'id' | 'due' | 'status'> }) {
  const [asking, setAsking] = useState(false);
  const today = localToday(useNow());
  const { id, due } = paper;
  useActions(
    useMemo(
      () => [
        {
          id: 'library.due',
          title: t.actions.due,
          keys: ['d'],
          scope: 'library',
          // While another paper's details are on their way, the former one's are still shown.
          when: () => !isMany() && useNavigation.getState().selectedPaper === id,
          run: () => setAsking(true),
        },
      ],
      [id],
    ),
  );
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
        day={due}
        asked={asking}
        onDay={(day) => void setDue([id], day)}
        onLeave={() => setAsking(false)}
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
  readonly onLeave: () => void;
};

function DayInput({ day, asked, onDay, onLeave }: DayProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState({ of: day, value: day ?? '' });
  // Undo and other machines change it, too.
  if (typed.of !== day) setTyped({ of: day, value: day ?? '' });
  useEffect(() => {
    if (asked) input.current?.focus();
  }, [asked]);
  return (
    <label>
      <span>{texts.due}</span>
      <input
        ref={input}
        type="date"
        value={typed.value}
        onBlur={onLeave}
        onChange={({ target: { value } }) => {
          setTyped({ of: day, value });
          if (isTypedDay(value) && value !== day) onDay(value);
        }}
      />
    </label>
  );
}
