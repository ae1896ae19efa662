import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { type Action, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { cancelPdf, fetchPdfs } from '../library/paper-acts.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
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
  return (
    <>
      <p>{paper.pdf.state === 'queued' ? t.reader.waiting.queued : t.reader.waiting.downloading}</p>
      <Download paperId={paper.id} />
      <Button action="reader.cancelPdf">{t.reader.waiting.cancel}</Button>
    </>
  );
}

function Absent({ paper }: { paper: PaperDetails }) {
  const failed = paper.pdf.state === 'failed';
  return (
    <>
      {failed ? (
        <p role="alert">
          {t.errors.fileTitle} {t.errors.file(paper.pdfFailure ?? '')}
        </p>
      ) : (
        <p>{t.reader.waiting.none}</p>
      )}
      <Button primary action="reader.fetchPdf">
        {failed ? t.reader.waiting.retry : t.reader.waiting.fetch}
      </Button>
    </>
  );
}

const NONE: readonly Action[] = [];

function useFileActions({ id }: PaperDetails, underway: boolean, active: boolean): void {
  const actions = useMemo((): readonly Action[] => {
    const fixed = { keys: [], scope: 'reader' } as const;
    const { fetchPdf: fetch, cancelPdf: cancel } = t.actions;
    return underway
      ? [{ ...fixed, id: 'reader.cancelPdf', title: cancel, run: () => cancelPdf(id) }]
      : [{ ...fixed, id: 'reader.fetchPdf', title: fetch, run: () => fetchPdfs([id]) }];
  }, [id, underway]);
  useActions(active ? actions : NONE);
}

/** A paper whose PDF is not on this machine: how far it is, and what can be done. */
export function WaitingView({ paper, active }: { paper: PaperDetails; active: boolean }) {
  const underway = paper.pdf.state === 'queued' || paper.pdf.state === 'downloading';
  useFileActions(paper, underway, active);
  return (
    <div className={css.plain}>
      <div className={css.center}>
        <h1>{paper.title}</h1>
        {underway ? <Fetching paper={paper} /> : <Absent paper={paper} />}
      </div>
    </div>
  );
}
