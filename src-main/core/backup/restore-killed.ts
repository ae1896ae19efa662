import { finishRestore, type RestoreStep, restoreBackup } from './index.ts';

/**
 * For the crash tests: restores, or with an empty `source` finishes a staged restore, and kills its own
 * process after the step that is named; with none it says when it begins and is killed from outside.
 */
const [, , dataDir = '', source = '', last = ''] = process.argv;
const afterStep = (step: RestoreStep): void => {
  if (step === last) process.kill(process.pid, 'SIGKILL');
};
process.stdout.write('begins\n');
const result =
  source === ''
    ? await finishRestore(dataDir, afterStep)
    : await restoreBackup({ dataDir, source, afterStep });
process.stdout.write(`${JSON.stringify(result)}\n`);
