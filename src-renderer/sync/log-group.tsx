import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyncLogEntry } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Answered, Group } from '../settings/parts.tsx';
import { Button } from '../ui/button.tsx';
import { LogEntry } from './log-entry.tsx';
import css from './sync.module.css';

const texts = t.sync.log;

/** Runs that are shown at first, and how many more each time. */
const STEP = 10;

/** What came and went, what was merged, and the values that gave way (SYNC-7). */
export function LogGroup() {
  const [limit, setLimit] = useState(STEP);
  const log = useQuery(queries.syncLog(limit));
  const [said, setSaid] = useState('');
  return (
    <Group title={texts.title} hint={texts.hint}>
      <span className="visually-hidden" role="status">
        {said}
      </span>
      <Answered query={log}>
        {(entries) => (
          <>
            <Entries entries={entries} onSaid={setSaid} />
            {entries.length < limit ? null : (
              <div className={css.acts}>
                <Button onPress={() => setLimit(limit + STEP)}>{texts.older}</Button>
              </div>
            )}
          </>
        )}
      </Answered>
    </Group>
  );
}

function Entries(props: {
  readonly entries: readonly SyncLogEntry[];
  readonly onSaid: (words: string) => void;
}) {
  const { entries, onSaid } = props;
  if (entries.length === 0) return <p className={css.hint}>{texts.none}</p>;
  return (
    <ol className={css.log}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <LogEntry entry={entry} onSaid={onSaid} />
        </li>
      ))}
    </ol>
  );
}
