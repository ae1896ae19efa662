import { create } from 'zustand';
import { client } from '../client.ts';
import { type Given, type GivenFile, inTurn, MAX_FILES } from './given-files.ts';
import { sendNamedPdfs } from './named-pdfs.ts';
import { type Outcome, type Progress, takeFile } from './take-file.ts';

/** A file on its way into the library; `sent` of `bytes` have arrived. */
export type Import = {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
} & ({ readonly state: 'waiting' | Progress['state'] } | Outcome);

type Imports = {
  readonly items: readonly Import[];
  /** Whether the report is in sight, and whether it was since the last file was done. */
  readonly shown: boolean;
  readonly seen: boolean;
  /** Whether folders that were dropped are being looked through. */
  readonly looking: boolean;
  /** Whether more was given than is taken in at once. */
  readonly cut: boolean;
};

const NONE: Imports = { items: [], shown: false, seen: true, looking: false, cut: false };

/** The files that were given in this window, and what became of them. */
export const useImports = create<Imports>(() => NONE);

const files = new Map<string, File>();
/** The given files by their place, for references that name them. */
const places = new Map<string, { readonly key: string; readonly file: File }>();
/** Ends the import that is under way. */
let current: AbortController | undefined;
let counter = 0;

/** Takes files in, one after the other, and shows how that goes. */
export function importFiles({ files: given, cut }: Given): void {
  const former = current ? useImports.getState() : NONE;
  const added = inTurn(given)
    .slice(0, Math.max(0, MAX_FILES - former.items.length))
    .map(toImport);
  useImports.setState({
    items: [...former.items, ...added],
    cut: former.cut || cut || added.length < given.length,
    ...{ looking: false, shown: true, seen: true },
  });
  void work();
}

/** Shows that folders are being looked through, which may take a while. */
export function lookForFiles(): void {
  useImports.setState({ ...(current ? {} : NONE), looking: true, shown: true });
}

/** Whether an import is still waiting or under way. */
export const isOpen = ({ state }: Import): boolean =>
  state === 'waiting' || state === 'sending' || state === 'reading';

/** Stops the import that is under way, and leaves alone what has not begun. */
export function stopImports(): void {
  useImports.setState(({ items }) => ({
    items: items.map((item) =>
      item.state === 'waiting' ? { ...item, state: 'stopped' as const } : item,
    ),
  }));
  current?.abort();
}

/** Takes the report out of sight, or shows it again. */
export function showImports(shown: boolean): void {
  useImports.setState(({ items }) => ({ shown, seen: !items.some(isOpen) }));
}

function toImport({ name, file }: GivenFile): Import {
  const key = `import-${counter++}`;
  const item = { key, name, bytes: file?.size ?? 0, sent: 0 };
  if (!file) return { ...item, state: 'failed', reason: 'unreadable' };
  files.set(key, file);
  places.set(name.normalize('NFC'), { key, file });
  return { ...item, state: 'waiting' };
}

async function work(): Promise<void> {
  if (current) return;
  for (let next = waiting(); next; next = waiting()) {
    current = new AbortController();
    await take(next, current.signal);
  }
  current = undefined;
  files.clear();
  places.clear();
}

const waiting = (): Import | undefined =>
  useImports.getState().items.find(({ state }) => state === 'waiting');

async function take({ key, name }: Import, signal: AbortSignal): Promise<void> {
  const file = files.get(key);
  files.delete(key);
  const onProgress = (progress: Progress): void => note(key, progress);
  if (!file) return note(key, { state: 'failed', reason: 'unreadable' });
  const outcome = await takeFile(client.exchange, file, { signal, onProgress });
  if (outcome.state !== 'done') return note(key, outcome);
  const send = (path: string, paperId: string) => sendPdf(path, paperId, signal);
  note(key, { state: 'done', report: await sendNamedPdfs(name, outcome.report, { send, signal }) });
}

/** A PDF that came with its references is not taken in once more by itself. */
async function sendPdf(path: string, of: string, signal: AbortSignal) {
  const given = places.get(path);
  if (!given) return undefined;
  const onProgress = (progress: Progress): void => note(given.key, progress);
  const outcome = await takeFile(client.exchange, given.file, { signal, onProgress }, of);
  files.delete(given.key);
  note(given.key, outcome);
  return outcome;
}

function note(key: string, change: Progress | Outcome): void {
  useImports.setState(({ items }) => ({
    items: items.map((item) => (item.key === key ? ({ ...item, ...change } as Import) : item)),
  }));
}
