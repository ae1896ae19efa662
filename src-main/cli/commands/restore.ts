import { resolve } from 'node:path';
import type { RestoreLibraryResult } from '../../core/index.ts';
import { backupTexts, restoreMessage } from '../backup-texts.ts';
import { failure, type Outcome, type Register } from '../command.ts';
import { printOutcome } from '../print.ts';

function outcome(result: RestoreLibraryResult): Outcome {
  if (!result.ok) return failure(result.reason, restoreMessage(result.reason));
  const { keptAs } = result;
  return { json: { keptAs }, human: `${backupTexts.restore.done(keptAs)}\n`, problem: null };
}

/** `restore`: a backup in the library's place; what was there is kept. */
export const registerRestore: Register = (program, acts) => {
  program
    .command('restore')
    .description(backupTexts.restore.about)
    .argument('[file]', backupTexts.restore.file)
    .action((file: string | undefined) =>
      acts.alone(async (context) => {
        const source = file === undefined ? null : resolve(file);
        // Loaded only now: `--help` and the like must not wait for the core.
        const { restoreLibrary } = await import('../../core/index.ts');
        const result = await restoreLibrary(context.options.dataDir, source);
        return printOutcome(outcome(result), context);
      }),
    );
};
