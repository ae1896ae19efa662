import { type RestoreStep, restoreBackup } from './index.ts';

/**
 * For the crash test: restores, and kills its own process after the step that is named; with none it
 * says when it begins and is killed from outside.
 */
const [, , dataDir = '', source = '', last = ''] = process.argv;
process.stdout.write('begins\n');
const result = await restoreBackup({
  dataDir,
  source,
  afterStep: (step: RestoreStep) => {
    if (step === last) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`${JSON.stringify(result)}\n`);
