import { useQuery } from '@tanstack/react-query';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { queries } from '../queries.ts';
import css from './reader.module.css';

const MEGABYTE = 1024 * 1024;
const size = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const megabytes = (bytes: number): string => `${size.format(bytes / MEGABYTE)} MB`;

function Download({ paperId }: { paperId: string }) {
  const { data: files } = useQuery(queries.files());
  const active = files?.active.find((file) => file.paperId === paperId);
  if (!active) return null;
  const { received, expected } = active;
  return (
    <>
      <progress
        className={css.progress}
        aria-label={t.reader.waiting.progress}
        max={expected ?? undefined}
        value={expected === null ? undefined : received}
      />
      <span>
        {t.reader.waiting.received(
          megabytes(received),
          expected === null ? null : megabytes(expected),
        )}
      </span>
    </>
  );
}

function Fetching({ paper }: { paper: PaperDetails }) {
  const cancel = () => void client.files.cancel({ ids: [paper.id] });
  return (
    <>
      <p>{paper.pdf.state === 'queued' ? t.reader.waiting.queued : t.reader.waiting.downloading}</p>
      <Download paperId={paper.id} />
      <button type="button" className={css.button} onClick={cancel}>
        {t.reader.waiting.cancel}
      </button>
    </>
  );
}

function Absent({ paper }: { paper: PaperDetails }) {
  const failed = paper.pdf.state === 'failed';
  const fetchPdf = () => void client.files.fetch({ ids: [paper.id], first: true, wait: false });
  return (
    <>
      {failed ? (
        <p role="alert">
          {t.errors.fileTitle} {t.errors.file(paper.pdfFailure ?? '')}
        </p>
      ) : (
        <p>{t.reader.waiting.none}</p>
      )}
      <button type="button" className={`${css.button} ${css.primary}`} onClick={fetchPdf}>
        {failed ? t.reader.waiting.retry : t.reader.waiting.fetch}
      </button>
    </>
  );
}

/** A paper whose PDF is not on this machine: how far it is, and what can be done. */
export function WaitingView({ paper }: { paper: PaperDetails }) {
  const underway = paper.pdf.state === 'queued' || paper.pdf.state === 'downloading';
  return (
    <div className={css.plain}>
      <div className={css.center}>
        <h1>{paper.title}</h1>
        {underway ? <Fetching paper={paper} /> : <Absent paper={paper} />}
      </div>
    </div>
  );
}
