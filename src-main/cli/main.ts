import packageFile from '../../package.json' with { type: 'json' };
import { askSecret } from './ask-secret.ts';
import type { Io, Terminal } from './io.ts';
import { run } from './run.ts';
import { t } from './texts.ts';
import { reportUnexpected } from './unexpected.ts';

// Another command's sync of the recent days takes about that long when nothing has changed.
const PATIENCE_MS = 10_000;

const { version } = packageFile;

/** A reader that has gone (`offprint list | head`) ends the output, not the work. */
function terminal(stream: NodeJS.WriteStream): Terminal {
  let gone = false;
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    gone = true;
    // Windows says EOF where the others say EPIPE.
    if (code !== 'EPIPE' && code !== 'EOF') outputFailed(code ?? '');
  });
  return {
    write: (text) => {
      if (!gone) stream.write(text);
    },
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns ?? null;
    },
  };
}

function outputFailed(code: string): void {
  if (process.stderr.writable) process.stderr.write(`offprint: ${t.outputFailed(code)}\n`);
  process.exit(1);
}

/** The first interrupt lets the work end by itself, the second ends the process. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort();
    });
  }
  return controller.signal;
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.destroyed) return Promise.resolve();
  return new Promise((done) => stream.write('', () => done()));
}

const io: Io = {
  stdout: terminal(process.stdout),
  stderr: terminal(process.stderr),
  env: process.env,
  signal: interruptSignal(),
  askSecret: process.stdin.isTTY && process.stderr.isTTY ? askSecret : null,
  now: Date.now,
};

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    const debug = process.argv.includes('--debug');
    process.exit(reportUnexpected(error, { debug }, io));
  });
}

/** Not at the top level: a chunk that the bundle loads later may import this very module. */
async function main(): Promise<void> {
  const code = await run(process.argv.slice(2), io, {
    version,
    // The core is loaded only when a command needs it: `--help` answers at once.
    launchParser: async () => (await import('../core/index.ts')).parseLaunchOptions,
    openSession: async (options) =>
      (await import('./open-session.ts')).openSession(options, {
        version,
        patience: PATIENCE_MS,
        signal: io.signal,
      }),
    serve: async (request) => (await import('./serve.ts')).serve(request, version),
  });
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(code);
}

void main();
