import { useQuery } from '@tanstack/react-query';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { runAction } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import styles from './details.module.css';
import { downloadsOf } from './downloads.ts';
import { READ_STATUSES } from './read-statuses.ts';

const texts = t.library.details;

/** What can be done with the selected paper; each button does a registered action. */
export function DetailsButtons({ paper, opening }: { paper: PaperDetails; opening: boolean }) {
  const { state } = paper.pdf;
  const busy = state === 'queued' || state === 'downloading';
  return (
    <div className={styles.buttons}>
      <ReadButton paper={paper} opening={opening && busy} />
      {busy ? <Button action="library.cancel-pdf">{texts.cancel}</Button> : null}
      {state === 'none' ? <Button action="library.fetch-pdf">{t.actions.fetchPdf}</Button> : null}
      <Button action="library.star" pressed={paper.starred}>
        {paper.starred ? t.library.list.starred : t.actions.star}
      </Button>
      <StatusChoice paper={paper} />
    </div>
  );
}

function ReadButton({ paper, opening }: { paper: PaperDetails; opening: boolean }) {
  const files = useQuery({ ...queries.files(), enabled: opening }).data;
  const percent = downloadsOf(files).get(paper.id);
  if (opening)
    return (
      <Button primary disabled action="library.read">
        {percent === undefined ? texts.fetching : texts.fetchingPercent(percent)}
      </Button>
    );
  return (
    <Button primary action="library.read">
      {paper.pdf.state === 'stored' ? texts.readOffline : texts.fetchAndRead} <kbd>Enter</kbd>
    </Button>
  );
}

function StatusChoice({ paper }: { paper: PaperDetails }) {
  return (
    <label className={styles.status}>
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
