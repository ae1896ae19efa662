import { Argument } from 'commander';
import { failure, type Outcome, type Register } from '../command.ts';
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

/** `export`: the library in a file. */
export const registerExport: Register = (program, acts) => {
  program
    .command('export')
    .description(exportTexts.about)
    .addArgument(new Argument('<format>', exportTexts.format).choices(['archive']))
    .option('--out <file>', exportTexts.out)
    .action((_format: string, { out = null }: { out?: string | null }) =>
      acts.withCore((client) => exportArchive(client, out)),
    );
};
