import { type Context, failure, type Register } from '../command.ts';
import type { GlobalOptions } from '../options.ts';
import { wholeNumber } from '../parsers.ts';
import { printOutcome } from '../print.ts';
import { t } from '../texts.ts';

/** The browser shell as `serve` asks for it; `port` null takes a free one. */
export type ServeRequest = { options: GlobalOptions; port: number | null; open: boolean };

/**
 * `already`: a running program holds the data folder, and `url` is its link, or null where it has a
 * window of its own (START-5). `line`, `trouble` and `message` are the shell's own words; with
 * `trouble` the link leads to a page with ways out, where the user may also end it, as `quit` tells.
 */
export type ServeResult =
  | {
      ok: true;
      url: string | null;
      already: boolean;
      line: string;
      trouble: string | null;
      quit: Promise<void>;
      close(): Promise<void>;
    }
  | { ok: false; reason: string; message: string };

export type Serve = (request: ServeRequest) => Promise<ServeResult>;

function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}

async function serve(context: Context, start: Serve, request: ServeRequest): Promise<number> {
  const result = await start(request);
  if (!result.ok) return printOutcome(failure(result.reason, result.message), context);
  const { url, already, line, trouble, quit } = result;
  if (trouble !== null) context.io.stderr.write(`offprint: ${trouble}\n`);
  const code = printOutcome({ json: { url, already }, human: `${line}\n`, problem: null }, context);
  if (!already) await Promise.race([interrupted(context.io.signal), quit]);
  await result.close();
  return code;
}

/** `serve`: the browser shell, until interrupted. */
export const registerServe =
  (start: Serve): Register =>
  (program, acts) => {
    program
      .command('serve')
      .description(t.serve.about)
      .option('--port <number>', t.serve.port, wholeNumber(1, 65_535))
      .option('--no-open', t.serve.noOpen)
      .action(({ port = null, open }: { port?: number | null; open: boolean }) =>
        acts.alone((context) => serve(context, start, { options: context.options, port, open })),
      );
  };
