import { Argument, type Command } from 'commander';
import { type ReferenceFormat, referenceFormat } from '../../../src-shared/contract/index.ts';
import { failure, type Outcome, type Register } from '../command.ts';
import { exportReferences, type ReferencesChoice } from '../export-references.ts';
import { archiveMessage, exportTexts } from '../export-texts.ts';
import type { CoreClient } from '../session.ts';
import { placeFor, takeFile } from '../take-file.ts';
import { sizeText } from '../texts.ts';

async function exportArchive(client: CoreClient, out: string | null): Promise<Outcome> {
  const made = await client.exchange.exportArchive();
  if (!made.ok) return failure(made.reason, archiveMessage(made.reason));
  const { name, bytes, documents, pdfs } = made;
  const path = await placeFor(out, name);
  try {
    await takeFile(made.path, path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return failure('not-written', exportTexts.notMoved(made.path, code));
  }
  const said = exportTexts.done(path, sizeText(bytes), documents, pdfs);
  return { json: { path, bytes, documents, pdfs }, human: `${said}\n`, problem: null };
}

type Given = Omit<ReferencesChoice, 'out'> & { out?: string };

/** An archive is of everything, so that a choice of papers would be another wish than it says. */
function requireNoChoice(command: Command, { out: _out, ...choice }: Given): void {
  if (Object.keys(choice).length > 0) command.error(`error: ${exportTexts.onlyReferences}`);
}

/** `export`: the library in a file. */
export const registerExport: Register = (program, acts) => {
  program
    .command('export')
    .description(exportTexts.about)
    .addArgument(
      new Argument('<format>', exportTexts.format).choices(['archive', ...referenceFormat.options]),
    )
    .option('--out <file>', exportTexts.out)
    .option('--style <style>', exportTexts.style)
    .option('--query <query>', exportTexts.query)
    .option('--collection <name>', exportTexts.collection)
    .option('--ids <id...>', exportTexts.ids)
    .action((format: 'archive' | ReferenceFormat, given: Given, command: Command) => {
      const out = given.out ?? null;
      if (format !== 'archive')
        return acts.withCore((client, context) =>
          exportReferences(client, context, format, { ...given, out }),
        );
      requireNoChoice(command, given);
      return acts.withCore((client) => exportArchive(client, out));
    });
};
