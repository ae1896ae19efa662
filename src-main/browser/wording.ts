import type { BrowserShellResult } from './shell.ts';
import { browserTexts } from './texts.ts';

type Failure = Extract<BrowserShellResult, { ok: false }>;

/** The one line that a start prints. */
export function startLine(url: string | null): string {
  return url === null ? browserTexts.runningElsewhere : browserTexts.running(url);
}

/** Why the shell did not start, as a sentence. */
export function failureSentence({ reason, detail }: Failure, dataDir: string): string {
  switch (reason) {
    case 'port-in-use':
      return browserTexts.portInUse(Number(detail));
    case 'interface-missing':
      return browserTexts.interfaceMissing;
    case 'running':
      return browserTexts.busy(dataDir);
    case 'folder-unwritable':
      return browserTexts.folderUnwritable(dataDir);
    case 'disk-full':
      return browserTexts.diskFull(dataDir);
    case 'disk-error':
      return browserTexts.diskError(dataDir);
    case 'database-damaged':
      return browserTexts.databaseDamaged(dataDir);
    case 'database-missing':
      return browserTexts.databaseMissing(dataDir);
    case 'newer-version':
      return browserTexts.newerVersion(dataDir);
  }
}
