import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { type LaunchResult, parseLaunchOptions } from '../core/index.ts';
import { type BrowserShellResult, startBrowserShell } from './shell.ts';
import { browserTexts } from './texts.ts';
import { failureSentence, startLine } from './wording.ts';

/** After this long an end that waits for something is forced. */
const CLOSE_MS = 10_000;

function usageSentence({ reason, name }: Extract<LaunchResult, { ok: false }>): string {
  if (reason === 'bad-port') return browserTexts.badPort;
  return reason === 'bad-origin' ? browserTexts.badOrigin(name) : browserTexts.unknownOption(name);
}

function fail(sentence: string, code: 1 | 2): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

/** A terminal and npm both pass on one Ctrl+C: only a later signal is a second one. */
const SECOND_SIGNAL_MS = 1_000;

/** Ends cleanly on a signal, or when the process that started us is gone; at once on a second. */
function closeOnSignal(close: () => Promise<void>): void {
  let closingSince: number | null = null;
  const end = () => {
    if (closingSince !== null && Date.now() - closingSince > SECOND_SIGNAL_MS) process.exit(1);
    if (closingSince !== null) return;
    closingSince = Date.now();
    setTimeout(() => process.exit(1), CLOSE_MS).unref();
    close().then(
      () => process.exit(0),
      (error) => fail(String(error), 1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.on('disconnect', end);
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const { env, platform } = process;
  const launch = parseLaunchOptions(args, { env, platform, lenient: false });
  if (!launch.ok) fail(usageSentence(launch), 2);
  const { options } = launch;
  const result: BrowserShellResult = await startBrowserShell({
    ...options,
    version: packageJson.version,
    interfaceDir: fileURLToPath(new URL('../renderer', import.meta.url)),
    demoEntry: options.demo
      ? null
      : { entry: fileURLToPath(import.meta.url), dataDir: options.dataDir },
  });
  if (!result.ok) fail(failureSentence(result, options.dataDir), 1);
  // A terminal that is gone is no reason to end.
  process.stdout.on('error', () => {});
  if (!result.already && result.trouble !== null)
    process.stderr.write(`${failureSentence(result.trouble, options.dataDir)}\n`);
  process.stdout.write(`${startLine(result.url)}\n`);
  if (result.already) return;
  closeOnSignal(result.close);
  await result.quit;
  await result.close();
  process.exit(0);
}

main().catch((error) => fail(browserTexts.failed(String(error)), 1));
