import { create } from 'zustand';
import {
  type ImportReport,
  type IncomingResult,
  MAX_INCOMING_BYTES,
} from '../../src-shared/contract/index.ts';
import { client } from '../client.ts';
import { sendFile } from './send-file.ts';

type Refusal = Extract<IncomingResult, { ok: false }>['reason'] | 'unreadable' | 'core';

/** A file on its way into the library; `sent` of `bytes` have arrived. */
export type Import = {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
} & (
  | { readonly state: 'waiting' | 'sending' | 'reading' | 'stopped' }
  | { readonly state: 'done'; readonly report: ImportReport }
  | { readonly state: 'failed'; readonly reason: Refusal }
);

type Imports = {
  readonly items: readonly Import[];
  /** Whether the report is in sight. */
  readonly shown: boolean;
};

/** The files that were given in this window, and what became of them. */
export const useImports = create<Imports>(() => ({ items: [], shown: false }));

/** Files of one batch that are kept in sight; more would be no report but a log. */
const MAX_ITEMS = 5_000;

const files = new Map<string, File>();
let isBusy = false;
let counter = 0;

/** Takes files in, one after the other, and shows how that goes. */
export function importFiles(given: readonly File[]): void {
  const added = given.slice(0, MAX_ITEMS).map(toImport);
  if (added.length === 0) return;
  useImports.setState(({ items }) => ({
    items: [...(isBusy ? items : []), ...added],
    shown: true,
  }));
  void work();
}

/** Whether an import is still waiting or under way. */
export const isOpen = ({ state }: Import): boolean =>
  state === 'waiting' || state === 'sending' || state === 'reading';

/** Leaves alone what has not begun; what is being read is read to its end. */
export function stopImports(): void {
  useImports.setState(({ items }) => ({
    items: items.map((item) =>
      item.state === 'waiting' ? { ...item, state: 'stopped' as const } : item,
    ),
  }));
}

/** Takes the report out of sight, or shows it again. */
export function showImports(shown: boolean): void {
  useImports.setState({ shown });
}

function toImport(file: File): Import {
  const key = `import-${counter++}`;
  files.set(key, file);
  return { key, name: nameOf(file), bytes: file.size, sent: 0, state: 'waiting' };
}

/** Within a folder that was given, the path in it. */
const nameOf = (file: File): string => file.webkitRelativePath || file.name;

async function work(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  try {
    for (let next = waiting(); next; next = waiting()) await take(next);
  } finally {
    isBusy = false;
    files.clear();
  }
}

const waiting = (): Import | undefined =>
  useImports.getState().items.find(({ state }) => state === 'waiting');

type Change =
  | { readonly sent: number }
  | { readonly state: 'sending' | 'reading' }
  | { readonly state: 'done'; readonly report: ImportReport }
  | { readonly state: 'failed'; readonly reason: Refusal };

function note(key: string, change: Change): void {
  useImports.setState(({ items }) => ({
    items: items.map((item) => (item.key === key ? ({ ...item, ...change } as Import) : item)),
  }));
}

async function take({ key }: Import): Promise<void> {
  const file = files.get(key);
  files.delete(key);
  note(key, file ? await outcomeOf(key, file) : { state: 'failed', reason: 'unreadable' });
}

async function outcomeOf(key: string, file: File): Promise<Change> {
  if (file.size > MAX_INCOMING_BYTES) return { state: 'failed', reason: 'too-large' };
  note(key, { state: 'sending' });
  try {
    const sent = await sendFile(client.exchange, file, (bytes) => note(key, { sent: bytes }));
    if (!sent.ok) return { state: 'failed', reason: sent.reason };
    note(key, { state: 'reading' });
    return { state: 'done', report: await client.exchange.import({ id: sent.id }) };
  } catch (error) {
    // The browser tells so of a file that was moved or changed since it was given.
    const isGone = error instanceof DOMException;
    return { state: 'failed', reason: isGone ? 'unreadable' : 'core' };
  }
}
