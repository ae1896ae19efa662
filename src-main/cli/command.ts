import type { Command } from 'commander';
import { type Io, mayColour } from './io.ts';
import type { GlobalOptions } from './options.ts';
import type { CoreClient, OpenSessionResult } from './session.ts';
import type { TableStyle } from './table.ts';

/** What a command ends with; `problem` is the sentence for stderr, and null when all went well. */
export type Outcome = { json: unknown; human: string; problem: string | null };

/** What a command works with. */
export type Context = { io: Io; options: GlobalOptions; style: TableStyle };

/** A command's work, once the core is reached. */
export type Work = (client: CoreClient, context: Context) => Promise<Outcome>;

/** A command's answer when the core cannot be reached, where it has one of its own. */
export type WithoutCore = (
  failed: Extract<OpenSessionResult, { ok: false }>,
  context: Context,
) => Outcome | null;

/** What `run` gives to each command's `register`. */
export type Acts = {
  /** Reaches the core, works, prints the outcome. */
  withCore(work: Work, withoutCore?: WithoutCore): Promise<void>;
  /** Works without reaching the core; answers the exit code. */
  alone(work: (context: Context) => Promise<number>): Promise<void>;
  io: Io;
};

/** Adds one command to the program. */
export type Register = (program: Command, acts: Acts) => void;

/** How tables are set on this terminal. */
export function tableStyle(io: Io): TableStyle {
  const width = io.stdout.isTTY ? (io.stdout.columns ?? 80) : null;
  return { width, colour: mayColour(io.stdout, io.env) };
}

/** Runs `stop` once when the user interrupts, until the answered function is called. */
export function onInterrupt(signal: AbortSignal, stop: () => Promise<unknown>): () => void {
  // The work that is being stopped reports for itself; a stop that fails changes nothing.
  const listener = () => void stop().catch(() => undefined);
  if (signal.aborted) listener();
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}

/** The outcome of a command that could not be carried out: an error's document, and its sentence. */
export function failure(reason: string, message: string): Outcome {
  return { json: { error: { reason, message } }, human: '', problem: message };
}
