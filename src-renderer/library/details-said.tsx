import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { runAction } from '../app/actions.ts';
import { formatDuration } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import styles from './details-said.module.css';
import { DueField } from './due-field.tsx';
import { READ_STATUSES } from './read-statuses.ts';

const texts = t.library.details;

/** What the user says of a paper: how far they are, until when, how long it took (LIB-4). */
export function DetailsSaid({ paper }: { paper: PaperDetails }) {
  return (
    <div className={styles.said}>
      <StatusChoice paper={paper} />
      <DueField paper={paper} />
      <Reading paper={paper} />
    </div>
  );
}

function Reading({ paper: { progress, secondsRead } }: { paper: PaperDetails }) {
  const percent = Math.round((progress ?? 0) * 100);
  return (
    <>
      {percent > 0 ? <span>{texts.progress(percent)}</span> : null}
      {secondsRead >= 30 ? <span>{texts.timeSpent(formatDuration(secondsRead))}</span> : null}
    </>
  );
}

function StatusChoice({ paper }: { paper: PaperDetails }) {
  return (
    <label>
      <span className="visually-hidden">{texts.status}</span>
      <select
        value={paper.status}
        onChange={({ target }) => runAction(`library.status.${target.value}`)}
      >
        {READ_STATUSES.map((status) => (
          <option key={status} value={status}>
            {texts.statuses[status]}
          </option>
        ))}
      </select>
    </label>
  );
}
