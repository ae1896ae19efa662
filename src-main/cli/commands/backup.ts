import type { BackupReport } from '../../../src-shared/contract/index.ts';
import { backupMessage, backupTexts } from '../backup-texts.ts';
import { failure, type Outcome, type Register } from '../command.ts';
import { sizeText } from '../texts.ts';

function outcome(report: BackupReport): Outcome {
  if (!report.ok) return failure(report.reason, backupMessage(report.reason));
  const { path, bytes } = report;
  return {
    json: { path, bytes },
    human: `${backupTexts.backup.made(path, sizeText(bytes))}\n`,
    problem: null,
  };
}

/** `backup`: a verified backup of the library, now. */
export const registerBackup: Register = (program, acts) => {
  program
    .command('backup')
    .description(backupTexts.backup.about)
    .action(() => acts.withCore(async (client) => outcome(await client.system.backup())));
};
