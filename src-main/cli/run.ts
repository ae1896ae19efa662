import { type Command, CommanderError } from 'commander';
import {
  type Acts,
  type Context,
  failure,
  type Register,
  tableStyle,
  type Work,
} from './command.ts';
import { registerAdd } from './commands/add.ts';
import { registerBackup } from './commands/backup.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerExport } from './commands/export.ts';
import { registerExportNote } from './commands/export-note.ts';
import { registerExportPdf } from './commands/export-pdf.ts';
import { registerFetchPdf } from './commands/fetch-pdf.ts';
import { registerImport } from './commands/import.ts';
import { registerList } from './commands/list.ts';
import { registerMachines } from './commands/machines.ts';
import { registerRestore } from './commands/restore.ts';
import { registerSearch } from './commands/search.ts';
import { registerSearchOnline } from './commands/search-online.ts';
import { registerServe, type Serve } from './commands/serve.ts';
import { registerShow } from './commands/show.ts';
import { registerSync } from './commands/sync.ts';
import { registerSyncMachines } from './commands/sync-machines.ts';
import type { Io } from './io.ts';
import { type ParseLaunchOptions, resolveOptions } from './options.ts';
import { printOutcome } from './print.ts';
import { bareProgram } from './program.ts';
import type { OpenSession, Session } from './session.ts';
import { sessionMessage, t } from './texts.ts';
import { CoreLostError, reportUnexpected } from './unexpected.ts';

/** What a run leans on outside itself. */
export type Reach = {
  openSession: OpenSession;
  serve: Serve;
  /** Brings the shells' reading of flags and environment; loaded only when a command runs. */
  launchParser(): Promise<ParseLaunchOptions>;
  version: string;
};

const DONE = 0;
const WRONG_USAGE = 2;

/**
 * Runs one command line (without the program's own name) and answers the exit code: 0 done, 1
 * something failed and stderr says what, 2 wrong usage. Never rejects.
 */
export async function run(argv: readonly string[], io: Io, reach: Reach): Promise<number> {
  const program = bareProgram(io, reach.version);
  let code = DONE;
  const acts = commandActs(program, io, reach, (exit) => {
    code = exit;
  });
  for (const register of commands(reach)) register(program, acts);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    return reportUnexpected(error, program.opts(), io);
  }
}

function commands(reach: Reach): Register[] {
  return [
    registerSync,
    registerSearch,
    registerSearchOnline,
    registerAdd,
    registerList,
    registerShow,
    registerFetchPdf,
    registerImport,
    registerExport,
    registerExportPdf,
    registerExportNote,
    registerMachines,
    registerSyncMachines,
    registerBackup,
    registerRestore,
    registerDoctor,
    registerServe(reach.serve),
  ];
}

function commandActs(program: Command, io: Io, reach: Reach, finish: (code: number) => void): Acts {
  return {
    io,
    async withCore(work, withoutCore) {
      const context = await contextOf(program, io, reach);
      const opened = await reach.openSession(context.options);
      if (opened.ok) return finish(await askCore(opened.session, work, context));
      const { reason, detail } = opened;
      const message = sessionMessage(reason, context.options.dataDir, detail);
      const own = withoutCore?.(opened, context) ?? null;
      finish(printOutcome(own ?? failure(reason, message), context));
    },
    async alone(work) {
      finish(await work(await contextOf(program, io, reach)));
    },
  };
}

async function contextOf(program: Command, io: Io, reach: Reach): Promise<Context> {
  const resolved = resolveOptions(program.opts(), io.env, await reach.launchParser());
  if (!resolved.ok) {
    return program.error(`error: ${resolved.name}: ${t.notAnOrigin(resolved.value)}`);
  }
  return { io, options: resolved.options, style: tableStyle(io) };
}

/** Prints only after the core was given back: what is printed has then been kept. */
async function askCore(session: Session, work: Work, context: Context): Promise<number> {
  noteIgnoredOrigins(session, context);
  let outcome: Awaited<ReturnType<Work>>;
  try {
    outcome = await work(session.client, context);
  } catch (error) {
    // Closing ends the connection, too: ask before.
    const isLost = session.isLost();
    await session.close().catch(() => undefined);
    throw isLost ? new CoreLostError(t.lostCore, { cause: error }) : error;
  }
  await session.close();
  return printOutcome(outcome, context);
}

/** A shared core asks the addresses it was started with, whatever this command line says. */
function noteIgnoredOrigins({ shared }: Session, { io, options }: Context): void {
  if (!shared || options.originFlags.length === 0) return;
  io.stderr.write(`offprint: ${t.ignoredOrigins(options.originFlags.join(', '))}\n`);
}
