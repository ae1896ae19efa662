import { Option } from 'commander';
import { failure, type Outcome, type Register } from '../command.ts';
import { exportNoteMessage, exportNoteTexts } from '../export-note-texts.ts';
import { toFile } from '../file-target.ts';
import type { CoreClient } from '../session.ts';
import { placeFor } from '../take-file.ts';
import { t } from '../texts.ts';

const LONGEST_ID = 160;

async function exportNote(client: CoreClient, typed: string, out: string | null): Promise<Outcome> {
  const isId = typed !== '' && typed.length <= LONGEST_ID;
  const paper = isId ? (await client.papers.get({ id: typed })).paper : null;
  const unknown = failure('unknown-paper', t.show.unknown(typed));
  if (!paper) return unknown;
  const made = await client.notes.export({ key: paper.id });
  if (!made.ok) {
    const { reason } = made;
    return reason === 'unknown-paper' ? unknown : failure(reason, exportNoteMessage(reason));
  }
  const { name, markdown } = made;
  if (out === null) return { json: { name, markdown }, human: markdown, problem: null };
  return write(await placeFor(out, name), markdown);
}

async function write(path: string, markdown: string): Promise<Outcome> {
  try {
    const file = await toFile(path);
    try {
      await file.write(markdown);
      await file.finish();
    } finally {
      await file.drop();
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return failure('not-written', exportNoteTexts.notWritten(path, code));
  }
  const bytes = Buffer.byteLength(markdown);
  return { json: { path, bytes }, human: `${exportNoteTexts.done(path)}\n`, problem: null };
}

/** `export-note`: the note of a paper as Markdown that stands for itself (NOTE-4). */
export const registerExportNote: Register = (program, acts) => {
  program
    .command('export-note')
    .description(exportNoteTexts.about)
    .argument('<id>', exportNoteTexts.id)
    .option('--out <file>', exportNoteTexts.out)
    .addOption(new Option('--output <file>', exportNoteTexts.out).hideHelp())
    .action((id: string, { out, output }: { out?: string; output?: string }) =>
      acts.withCore((client) => exportNote(client, id, out ?? output ?? null)),
    );
};
