import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { RestoreLibraryResult, StartEmptyResult } from '../../core/index.ts';
import { backupTexts, restoreMessage } from '../backup-texts.ts';
import { failure, type Outcome, type Register } from '../command.ts';
import { printOutcome } from '../print.ts';

type Chosen = { file: string | undefined; empty: boolean };

function outcome(result: RestoreLibraryResult | StartEmptyResult, empty: boolean): Outcome {
  if (!result.ok) return failure(result.reason, restoreMessage(result.reason));
  const { keptAs } = result;
  const said = empty ? backupTexts.restore.emptied(keptAs) : backupTexts.restore.done(keptAs);
  return { json: { keptAs }, human: `${said}\n`, problem: null };
}

async function restore({ file, empty }: Chosen, dataDir: string): Promise<Outcome> {
  // Loaded only now: `--help` and the like must not wait for the core.
  const { restoreLibrary, startEmpty } = await import('../../core/index.ts');
  const source = file === undefined ? null : resolve(file);
  if (source !== null && !existsSync(source))
    return failure('file-not-found', backupTexts.restore.noFile(source));
  const result = empty ? await startEmpty(dataDir) : await restoreLibrary(dataDir, source);
  return outcome(result, empty);
}

/** `restore`: a backup in the library's place; what was there is kept. */
export const registerRestore: Register = (program, acts) => {
  program
    .command('restore')
    .description(backupTexts.restore.about)
    .argument('[file]', backupTexts.restore.file)
    .option('--empty', backupTexts.restore.empty)
    .action(
      (file: string | undefined, { empty = false }: { empty?: boolean }, command: Command) => {
        if (empty && file !== undefined) return command.error(backupTexts.restore.notBoth);
        return acts.alone(async (context) =>
          printOutcome(await restore({ file, empty }, context.options.dataDir), context),
        );
      },
    );
};
