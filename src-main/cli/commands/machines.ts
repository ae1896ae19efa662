import { randomUUID } from 'node:crypto';
import { InvalidArgumentError } from 'commander';
import type { SyncMachine } from '../../../src-shared/contract/index.ts';
import type { Context, Register } from '../command.ts';
import { isoTime } from '../iso-time.ts';
import type { CoreClient } from '../session.ts';
import { momentText, machinesTexts as texts } from '../sync-texts.ts';
import { renderTable } from '../table.ts';

const LONGEST_NAME = 80;

function parseName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME) throw new InvalidArgumentError(texts.notAName);
  return name;
}

function row({ id, name, platform, isThis, lastSeen }: SyncMachine): string[] {
  return [
    name,
    texts.platforms[platform] ?? platform,
    lastSeen === null ? texts.never : momentText(lastSeen),
    isThis ? texts.isThis : '',
    id,
  ];
}

function machinesText(machines: readonly SyncMachine[], { style }: Context): string {
  const { name, platform, seen, isThis, id } = texts.columns;
  const titles = [name, platform, seen, isThis, id].map((title) => ({ title }));
  return renderTable(titles, machines.map(row), style);
}

async function nameThis(client: CoreClient, name: string): Promise<void> {
  const own = (await client.sync.machines()).find(({ isThis }) => isThis);
  if (own) await client.sync.nameMachine({ mutationId: randomUUID(), id: own.id, name });
}

/** `machines`: the user's machines. */
export const registerMachines: Register = (program, acts) => {
  program
    .command('machines')
    .description(texts.about)
    .option('--name <name>', texts.name, parseName)
    .action(({ name }: { name?: string }) =>
      acts.withCore(async (client, context) => {
        if (name !== undefined) await nameThis(client, name);
        const machines = await client.sync.machines();
        const json = machines.map(({ id, name, platform, isThis, lastSeen }) => ({
          ...{ id, name, platform, isThis },
          lastSeen: isoTime(lastSeen),
        }));
        return { json, human: machinesText(machines, context), problem: null };
      }),
    );
};
