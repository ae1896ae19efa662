import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failureSentence, startBrowserShell, startLine } from '../browser/index.ts';
import type { ServeRequest, ServeResult } from './commands/serve.ts';

// The bundle of this file lies in `out/main`; run from its source, it is two folders beside `out`.
const BUILT = join(import.meta.dirname, '..');
const OUT = existsSync(join(BUILT, 'renderer')) ? BUILT : join(import.meta.dirname, '../../out');

/** Starts the browser shell as `serve` asks for it, on the interface that was built. */
export async function serve(request: ServeRequest, version: string): Promise<ServeResult> {
  const { options, port, open } = request;
  const { dataDir, origins } = options;
  const entry = join(OUT, 'main', 'browser.js');
  const result = await startBrowserShell({
    ...{ dataDir, origins, port, open, version },
    demo: false,
    interfaceDir: join(OUT, 'renderer'),
    demoEntry: existsSync(entry) ? { entry, dataDir } : null,
  });
  if (!result.ok) {
    return { ok: false, reason: result.reason, message: failureSentence(result, dataDir) };
  }
  const { url, already, close } = result;
  const line = startLine(url);
  if (already) return { ok: true, url, already, line, trouble: null, quit: never(), close };
  const trouble = result.trouble && failureSentence(result.trouble, dataDir);
  return { ok: true, url, already, line, trouble, quit: result.quit, close };
}

function never(): Promise<void> {
  return new Promise(() => {});
}
