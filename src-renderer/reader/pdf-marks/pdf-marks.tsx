import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type {
  Annotation,
  ExportPdfResult,
  TakeOverResult,
} from '../../../src-shared/contract/index.ts';
import { type Action, useActions } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { showToast } from '../../app/toast.ts';
import { client } from '../../client.ts';
import { queryClient } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import type { ReaderSession } from '../reader-session.ts';
import css from './pdf-marks.module.css';

const texts = t.pdfMarks;

type Props = {
  readonly paperId: string;
  readonly sha256: string;
  readonly active: boolean;
  readonly marks: readonly Annotation[];
  readonly session: ReaderSession | null;
};

const keyOf = (paperId: string, sha256: string) => ['in-file', paperId, sha256];

function useInFile(paperId: string, sha256: string) {
  const { data } = useQuery({
    queryKey: keyOf(paperId, sha256),
    queryFn: () => client.annotations.inFile({ paperId }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data?.ok ? data : undefined;
}

/** How many marks of its own an open PDF has, 0 while that is not known. */
export function useMarksInFile(paperId: string, sha256: string): number {
  return useInFile(paperId, sha256)?.marks ?? 0;
}

/** Leaves out of the pages what marks stand for, also when another window took it over. */
function useTakenHidden({ paperId, sha256, marks, session }: Props): void {
  const taken = useInFile(paperId, sha256)?.taken;
  const isBehind =
    taken && marks.filter(({ source }) => source?.sha256 === sha256).length > taken.length;
  useEffect(() => {
    if (isBehind) void queryClient.invalidateQueries({ queryKey: keyOf(paperId, sha256) });
  }, [isBehind, paperId, sha256]);
  useEffect(() => {
    if (taken) session?.engine.document?.pages.own.hide(taken);
  }, [session, taken]);
}

/** Says quietly that a PDF has marks of its own (MARK-6), and lets a copy with all marks be saved. */
export function PdfMarks(props: Props) {
  const { paperId, sha256, active } = props;
  useTakenHidden(props);
  const marks = useMarksInFile(paperId, sha256);
  const [isPutOff, setPutOff] = useState(false);
  useActions(
    useMemo(
      () => (active ? [exporting(paperId), takingOver(paperId, sha256, marks)] : NONE),
      [active, paperId, sha256, marks],
    ),
  );
  if (marks === 0 || isPutOff) return null;
  return (
    <section className={css.banner} aria-label={texts.region}>
      <span>{texts.inFile(marks)}</span>
      <Button action="reader.takeOverMarks">{texts.takeOver}</Button>
      <Button onPress={() => setPutOff(true)}>{texts.later}</Button>
    </section>
  );
}

const NONE: readonly Action[] = [];

const exporting = (paperId: string): Action => ({
  id: 'reader.exportPdf',
  title: texts.export,
  keys: [],
  scope: 'reader',
  run: () => void exportPdf(paperId),
});

const takingOver = (paperId: string, sha256: string, marks: number): Action => ({
  id: 'reader.takeOverMarks',
  title: texts.takeOverTitle,
  keys: [],
  scope: 'reader',
  run: () => void takeOver(paperId, sha256),
  when: () => marks > 0,
});

async function exportPdf(paperId: string): Promise<void> {
  const made = await client.annotations.exportPdf({ paperId }).catch(() => null);
  if (made?.ok) save(made.name);
  showToast(saidOfExport(made));
}

function saidOfExport(made: ExportPdfResult | null): string {
  if (!made) return texts.failed;
  return made.ok ? texts.exported(made.marks, made.leftOut) : texts.reasons[made.reason];
}

function save(name: string): void {
  const link = document.createElement('a');
  link.href = `/exports/${name}`;
  link.download = name;
  link.click();
}

async function takeOver(paperId: string, sha256: string): Promise<void> {
  // The marks' ids are made from the file, so that asking again adds nothing.
  const mutationId = crypto.randomUUID();
  const taken = await client.annotations.takeOver({ mutationId, paperId }).catch(() => null);
  if (taken?.ok) await queryClient.invalidateQueries({ queryKey: keyOf(paperId, sha256) });
  showToast(saidOfTaking(taken));
}

function saidOfTaking(taken: TakeOverResult | null): string {
  if (!taken) return texts.notTakenOver;
  return taken.ok ? texts.takenOver(taken.marks) : texts.reasons[taken.reason];
}
