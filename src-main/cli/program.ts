import { Command } from 'commander';
import { type Io, mayColour } from './io.ts';
import { ENVIRONMENT } from './options.ts';
import { renderTable } from './table.ts';
import { t } from './texts.ts';

function environmentHelp(): string {
  const rows = ENVIRONMENT.map(([flag, variable]) => [flag, variable]);
  const style = { width: null, colour: false };
  const table = renderTable([{ title: '' }, { title: '' }], rows, style);
  return `\n${t.options.environment}\n${table.trimEnd().replace(/^/gm, '  ')}`;
}

/**
 * The program with its global options and no command yet. Where commander would end the process it
 * throws its `CommanderError` instead, also from the commands that are added.
 */
export function bareProgram(io: Io, version: string): Command {
  return new Command('offprint')
    .description(t.program)
    .version(version)
    .option('--data-dir <folder>', t.options.dataDir)
    .option('--json', t.options.json)
    .option('--debug', t.options.debug)
    .option('--hf-origin <address>', t.options.hfOrigin)
    .option('--arxiv-origin <address>', t.options.arxivOrigin)
    .option('--arxiv-pdf-origin <address>', t.options.arxivPdfOrigin)
    .addHelpText('after', environmentHelp)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(withoutPasswords(text)),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      getOutHasColors: () => mayColour(io.stdout, io.env),
      getErrHasColors: () => mayColour(io.stderr, io.env),
    })
    .exitOverride();
}

/** What was typed wrong is repeated, but for the password in an address: others may read the log of it. */
function withoutPasswords(text: string): string {
  return text.replace(/(\/\/[^\s/:@]*:)\S*@/g, '$1…@');
}
