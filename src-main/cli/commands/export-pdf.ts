import { failure, type Outcome, type Register } from '../command.ts';
import { exportPdfMessage, exportPdfTexts } from '../export-pdf-texts.ts';
import type { CoreClient } from '../session.ts';
import { placeFor, takeFile } from '../take-file.ts';
import { t } from '../texts.ts';

const LONGEST_ID = 200;

async function exportPdf(client: CoreClient, typed: string, out: string | null): Promise<Outcome> {
  const isId = typed !== '' && typed.length <= LONGEST_ID;
  const paper = isId ? (await client.papers.get({ id: typed })).paper : null;
  if (!paper) return failure('unknown-paper', t.show.unknown(typed));
  const made = await client.annotations.exportPdf({ paperId: paper.id });
  if (!made.ok) return failure(made.reason, exportPdfMessage(made.reason));
  const { name, bytes, marks, leftOut } = made;
  const path = await placeFor(out, name);
  try {
    await takeFile(made.path, path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return failure('not-written', exportPdfTexts.notMoved(made.path, code));
  }
  const said = exportPdfTexts.done(path, marks, leftOut);
  return { json: { path, bytes, marks, leftOut }, human: `${said}\n`, problem: null };
}

/** `export-pdf`: a copy of a PDF with the marks in it (MARK-7). */
export const registerExportPdf: Register = (program, acts) => {
  program
    .command('export-pdf')
    .description(exportPdfTexts.about)
    .argument('<id>', exportPdfTexts.id)
    .option('--out <file>', exportPdfTexts.out)
    .action((id: string, { out }: { out?: string }) =>
      acts.withCore((client) => exportPdf(client, id, out ?? null)),
    );
};
