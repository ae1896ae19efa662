import type { ImportReport } from '../../src-shared/contract/index.ts';
import type { Outcome } from './take-file.ts';

type Attachment = NonNullable<ImportReport['attachments']>[number];

/** Sends the PDF that lies at a path among the given files, as that of a paper; undefined: none does. */
export type SendPdf = (path: string, paperId: string) => Promise<Outcome | undefined>;

/** Where a file lies among the given ones that `from` names. */
export function placeOf(from: string, named: string): string {
  const steps = `${from.slice(0, from.lastIndexOf('/') + 1)}${named.replaceAll('\\', '/')}`;
  const place: string[] = [];
  for (const step of steps.split('/')) {
    if (step === '..') place.pop();
    else if (step !== '' && step !== '.') place.push(step);
  }
  return place.join('/').normalize('NFC');
}

/** Sends the PDFs that the references of a report name; what is not there is a problem of theirs. */
export async function sendNamedPdfs(
  from: string,
  { attachments = [], ...report }: ImportReport,
  { send, signal }: { readonly send: SendPdf; readonly signal: AbortSignal },
): Promise<ImportReport> {
  const problems = [...report.problems];
  for (const { path, paperId, line } of attachments as readonly Attachment[]) {
    if (signal.aborted) break;
    const outcome = await send(placeOf(from, path), paperId);
    if (outcome === undefined) problems.push({ line, reason: 'missing-file' });
    else if (outcome.state === 'done')
      problems.push(...outcome.report.problems.map(({ reason }) => ({ line, reason })));
  }
  return { ...report, problems };
}
