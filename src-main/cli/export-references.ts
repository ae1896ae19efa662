import { resolve } from 'node:path';
import type { ReferenceFormat } from '../../src-shared/contract/index.ts';
import { KeyRing, REFERENCE_FRAMES } from '../../src-shared/references/index.ts';
import { type Context, failure, type Outcome } from './command.ts';
import { exportTexts, referencesMessage } from './export-texts.ts';
import { type TextTarget, toFile } from './file-target.ts';
import { type PapersChoice, papersToExport } from './papers-to-export.ts';
import type { CoreClient } from './session.ts';

/** Which papers are written, in which style, and where to; null for stdout. */
export type ReferencesChoice = PapersChoice & {
  readonly out: string | null;
  readonly style?: string;
};

/** Writes references into a file, or to stdout; some hundred papers are in memory at a time. */
export async function exportReferences(
  client: CoreClient,
  context: Context,
  format: ReferenceFormat,
  choice: ReferencesChoice,
): Promise<Outcome> {
  const { io, options } = context;
  if (choice.out === null && options.json) return failure('no-file', exportTexts.jsonNeedsOut);
  const path = choice.out === null ? null : resolve(choice.out);
  let target: TextTarget | undefined;
  try {
    target = path === null ? toTerminal(io) : await toFile(path);
    return await writeAll(client, context, { format, choice, path, target });
  } catch (error) {
    await target?.drop();
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    return failure('not-written', exportTexts.referencesNotWritten(path ?? '', code));
  }
}

type Job = {
  readonly format: ReferenceFormat;
  readonly choice: ReferencesChoice;
  readonly path: string | null;
  readonly target: TextTarget;
};

async function writeAll(
  client: CoreClient,
  context: Context,
  { format, choice, path, target }: Job,
): Promise<Outcome> {
  const { before, between, after } = REFERENCE_FRAMES[format];
  const { style } = choice;
  const keys = new KeyRing();
  let papers = 0;
  for await (const ids of papersToExport(client, context, choice)) {
    if (context.io.signal.aborted) break;
    const cited = await client.exchange.cite({ ids: [...ids], format, ...(style && { style }) });
    if (!cited.ok) {
      await target.drop();
      return failure(cited.reason, referencesMessage(cited.reason));
    }
    for (const { text } of cited.references) {
      await target.write((papers === 0 ? before : between) + keys.unique(format, text));
      papers += 1;
    }
  }
  await target.write(papers === 0 ? before + after : after);
  await target.finish();
  const human = path === null ? '' : `${exportTexts.referencesDone(path, papers)}\n`;
  return { json: { path, papers }, human, problem: null };
}

function toTerminal(io: Context['io']): TextTarget {
  return {
    write: async (text) => io.stdout.write(text),
    finish: async () => undefined,
    drop: async () => undefined,
  };
}
