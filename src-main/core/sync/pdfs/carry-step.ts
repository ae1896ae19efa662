import { type Held, hasPdf, placePdf, RESERVE_BYTES, realDisk } from '../../files/index.ts';
import { readOne } from '../../store/index.ts';
import { must, Stopped } from '../report.ts';
import { isContent, piecesOf, readContent } from './content.ts';
import { BLOBS, MOST_BYTES, newBlobName } from './element.ts';
import { type CarryMemory, NONE_WAITING } from './memory.ts';
import { type PdfPaper, surveyed, type ToldOf } from './survey.ts';
import type { CarrierParts, CarryLink } from './types.ts';
import { addFile, tell } from './words.ts';

type Up = { readonly paper: PdfPaper; readonly file: Held; readonly gone: readonly string[] };
/** A content, by every blob that it may be read from. */
type Down = readonly [ToldOf, ...ToldOf[]];

const BUDGET_MS = 20_000;
/** Where nothing changed, the target is looked at this often. */
const LOOK_MS = 10 * 60_000;
/** What could not be read is tried again then, if it does not change before. */
const AGAIN_MS = 60 * 60_000;
/** More than sealing adds to any content. */
const SLACK_BYTES = 1024 * 1024;

/** One time that PDFs are carried. It may end anywhere by a `Stopped` or an error, and be begun again. */
export class CarryStep {
  readonly #parts: CarrierParts;
  readonly #link: CarryLink;
  readonly #memory: CarryMemory;
  /** The target's files, with their bytes. */
  #there = new Map<string, number>();
  /** Where contents lie at the target. */
  readonly #blobs = new Map<string, string>();
  #done = { up: 0, down: 0, removed: 0 };
  #isMore = false;

  constructor(parts: CarrierParts, link: CarryLink, memory: CarryMemory) {
    this.#parts = parts;
    this.#link = link;
    this.#memory = memory;
  }

  /** What was done so far. */
  get done(): { readonly up: number; readonly down: number; readonly removed: number } {
    return this.#done;
  }

  /** Carries everything; whether time was up before that. */
  async all(): Promise<boolean> {
    const { shelf } = this.#parts;
    await shelf.ledger.catchUp();
    await this.#memory.told.catchUp();
    const own = [...shelf.ledger.contents()].flatMap(({ files }) => files.filter(isOwn));
    const as = JSON.stringify([
      ...[this.#memory.told.version, own.length, this.#link.carries],
      own.reduce((sum, { bytes }) => sum + bytes, 0),
    ]);
    if (this.#isSettled(as)) return false;
    this.#memory.settled = null;
    const papers = await this.#survey(own);
    await this.#tidy(papers);
    if (this.#link.carries) await this.#carry(papers);
    else this.#wait(NONE_WAITING);
    const { up, down } = this.#memory.waiting;
    const isAll = up + down === 0 && !papers.some(mayComeBack);
    if (isAll) this.#memory.settled = { at: this.#link.now(), as };
    return this.#isMore;
  }

  #isSettled(as: string): boolean {
    const { settled } = this.#memory;
    const now = this.#link.now();
    return settled?.as === as && Math.abs(now - settled.at) < LOOK_MS;
  }

  #survey(own: readonly Held[]): Promise<PdfPaper[]> {
    const { mutations, shelf } = this.#parts;
    return surveyed(mutations, own, this.#memory.told.all, (id) => shelf.ledger.ofPaper(id));
  }

  /** Takes from the target what this machine put there and nobody needs. */
  async #tidy(papers: readonly PdfPaper[]): Promise<void> {
    const told = papers.filter(({ standing }) => standing !== 'gone').flatMap((one) => one.told);
    const needed = new Set(told.map(({ blob }) => blob));
    for (const name of this.#parts.tables.blobs()) {
      if (needed.has(name)) continue;
      this.#goOn();
      // What cannot be removed now is so later; nobody waits for it.
      if (!(await this.#link.target.remove(name)).ok) return;
      this.#parts.tables.forgetBlob(name);
      this.#done.removed++;
    }
  }

  async #carry(papers: readonly PdfPaper[]): Promise<void> {
    const kept = papers.filter(({ standing }) => standing === 'kept');
    if (kept.length === 0) return this.#wait(NONE_WAITING);
    this.#goOn();
    const files = must(await this.#link.target.list(BLOBS));
    this.#there = new Map(files.map(({ name, bytes }) => [name, bytes]));
    if (this.#link.compares) await this.#compare(kept);
    for (const { sha256, blob } of kept.flatMap(({ told }) => told))
      if (this.#there.has(blob)) this.#blobs.set(sha256, blob);
    const [ups, downs] = [kept.flatMap((paper) => this.#ups(paper)), kept.flatMap(downsOf)];
    this.#wait({ up: ups.length, down: downs.length });
    await this.#inTime(
      ups.toSorted((a, b) => a.file.bytes - b.file.bytes),
      async (up) => this.#count('up', await this.#send(up)),
    );
    await this.#inTime(
      downs.toSorted(([a], [b]) => a.bytes - b.bytes),
      async (down) => this.#count('down', await this.#fetch(down)),
    );
  }

  /** What is damaged at the target is as good as missing where its content is here. */
  async #compare(papers: readonly PdfPaper[]): Promise<void> {
    for (const { told, own } of papers) {
      const here = new Set(own.map(({ sha256 }) => sha256));
      for (const one of told)
        if (here.has(one.sha256) && !(await this.#readBlob(one))) this.#there.delete(one.blob);
    }
  }

  /** The smallest first, so that many are there soon. */
  async #inTime<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const end = performance.now() + (this.#link.budgetMs ?? BUDGET_MS);
    for (const item of items) {
      if (performance.now() >= end) {
        this.#isMore = true;
        return;
      }
      this.#goOn();
      await work(item);
    }
  }

  /** Own PDFs that nobody else can have yet. */
  #ups({ own, told, id, ...paper }: PdfPaper): Up[] {
    return own.flatMap((file) => {
      const known = told.filter(({ sha256 }) => sha256 === file.sha256);
      if (known.some(({ blob }) => this.#there.has(blob))) return [];
      const gone = known.filter(({ paperId }) => paperId === id).map(({ text }) => text);
      return [{ paper: { own, told, id, ...paper }, file, gone }];
    });
  }

  /** Whether it is at the target now, and said to be; it is there before anything says so. */
  async #send({ paper, file, gone }: Up): Promise<boolean> {
    const { mutations } = this.#parts;
    const document = await readOne(mutations.context.store.collections.files, file.id);
    const blob = document && (this.#blobs.get(file.sha256) ?? (await this.#upload(file)));
    if (!document || !blob) return false;
    this.#blobs.set(file.sha256, blob);
    await tell(mutations, { paperId: paper.id, file: document, blob, gone });
    return true;
  }

  /** The name that it has at the target; null where it is not as it was stored, or too large. */
  async #upload(file: Held): Promise<string | null> {
    if (file.bytes > MOST_BYTES) return null;
    const { dataDir, tables } = this.#parts;
    const content = await readContent(dataDir, file, () => this.#goOn());
    if (content === null) return null;
    const sealed = await this.#link.sealer.seal(content);
    const blob = newBlobName();
    tables.noteBlob(blob);
    this.#goOn();
    must(await this.#link.target.write(blob, sealed));
    return blob;
  }

  /** Whether it is here now. */
  async #fetch(down: Down): Promise<boolean> {
    const { dataDir, disk = realDisk, shelf, mutations } = this.#parts;
    const [{ sha256, bytes, pages, version, name, paperId }] = down;
    const isHere = await hasPdf({ dataDir, sha256, bytes });
    if (!isHere) await this.#requireRoom(bytes);
    const content = isHere ? new Uint8Array() : await this.#download(down);
    if (content === null) return false;
    const from = { url: '', origin: 'own', name, storedAt: this.#link.now() } as const;
    const said = { paperId, sha256, bytes, pages, version };
    const file = { id: `${paperId}|${sha256}`, ...said, ...from };
    return shelf.receive(file, async () => {
      const tick = (): void => this.#goOn();
      const placing = { dataDir, sha256, bytes, tick, disk };
      const placed = await placePdf(async () => piecesOf(content), placing);
      if (placed !== 'wrong') await addFile(mutations, file);
    });
  }

  /** The first that can be read of the blobs of a content; null where it is to be waited for. */
  async #download(down: Down): Promise<Uint8Array | null> {
    for (const told of down) {
      const bytes = this.#there.get(told.blob);
      if (bytes === undefined || this.#wasMisread(told.blob, bytes)) continue;
      const content = await this.#readBlob(told);
      if (content !== null) return content;
      this.#memory.misread.set(told.blob, { bytes, at: this.#link.now() });
    }
    return null;
  }

  /** A blob's content; null where it is not there or not what it should be. */
  async #readBlob(told: ToldOf): Promise<Uint8Array | null> {
    const bytes = this.#there.get(told.blob);
    if (bytes === undefined || bytes > 2 * told.bytes + SLACK_BYTES) return null;
    this.#goOn();
    const sealed = await this.#link.target.read(told.blob);
    if (!sealed.ok && sealed.reason === 'missing') return null;
    const content = await this.#link.sealer.open(must(sealed));
    return content !== null && (await isContent(content, told)) ? content : null;
  }

  #wasMisread(blob: string, bytes: number): boolean {
    const known = this.#memory.misread.get(blob);
    return known?.bytes === bytes && Math.abs(this.#link.now() - known.at) < AGAIN_MS;
  }

  /** What comes by itself leaves room for what the user makes. */
  async #requireRoom(bytes: number): Promise<void> {
    const { dataDir, disk = realDisk } = this.#parts;
    const free = await disk.free(dataDir);
    if (free !== null && free < bytes + RESERVE_BYTES)
      throw Object.assign(new Error('no room for a PDF'), { code: 'ENOSPC' });
  }

  #count(way: 'up' | 'down', isDone: boolean): void {
    if (!isDone) return;
    this.#done[way]++;
    const { waiting } = this.#memory;
    this.#wait({ ...waiting, [way]: waiting[way] - 1 });
  }

  #wait(waiting: CarryMemory['waiting']): void {
    const { up, down } = this.#memory.waiting;
    this.#memory.waiting = waiting;
    if (up !== waiting.up || down !== waiting.down) this.#parts.onWaiting?.();
  }

  #goOn(): void {
    if (this.#link.signal.aborted) throw new Stopped({ ok: false, reason: 'stopped' });
  }
}

const isOwn = ({ origin }: Held): boolean => origin === 'own';

/** Contents that are told of and not here. */
function downsOf({ told, here }: PdfPaper): Down[] {
  const missing = told.filter(({ sha256 }) => !here.has(sha256));
  return [...Map.groupBy(missing, ({ sha256 }) => sha256).values()].map((some) => some as never);
}

/** Whether a PDF lies in the trash with its paper, and is not at the target. */
function mayComeBack({ standing, own, told }: PdfPaper): boolean {
  const known = new Set(told.map(({ sha256 }) => sha256));
  return standing === 'trashed' && own.some(({ sha256 }) => !known.has(sha256));
}
