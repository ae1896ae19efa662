import type { DatabaseSync } from 'node:sqlite';
import type {
  FetchResult,
  FileReason,
  FilesStatus,
  PdfState,
} from '../../../src-shared/contract/index.ts';
import type { Clock, Http } from '../listings/index.ts';
import type { Disk } from './disk.ts';
import type { Inspector } from './inspect.ts';
import type { Row } from './rows.ts';

/** Where a paper's PDF is to be had. `version`: of the file that the URL names, null if it names none. */
export type PdfSource = { readonly url: string; readonly version: number | null };

/** A PDF that lies in the data folder under its SHA-256, see `pdfPath`. */
export type StoredPdf = {
  readonly paperId: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Null where only the file's password would tell. */
  readonly pages: number | null;
  /** arXiv's version of the paper, where it is known. */
  readonly version: number | null;
  /** Where it was fetched from. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** A PDF that was asked for and is not here. Bytes; `expected` is null where the upstream does not say. */
export type PendingPdf = {
  readonly state: PdfState;
  /** Why the last try failed; a queued one may have a reason, too. */
  readonly reason: FileReason | null;
  readonly received: number;
  readonly expected: number | null;
};

/** A paper of the queue as a window shows it. */
export type QueuedRow = PendingPdf & {
  readonly paperId: string;
  /** Milliseconds since the epoch before which it is not tried. */
  readonly retryAt: number | null;
};

/** Why policies leave a paper alone: the user cancelled or evicted it, or room was needed. */
export type Declined = 'by-user' | 'for-room';

/** Papers that a policy wants: `user` as one was opened, `policy` as it is starred or of late. */
export type Offer = {
  readonly first: boolean;
  readonly by: Row['by'];
  /** Papers that are taken at most. */
  readonly most: number;
  /** Whether what a policy had failed to bring for a reason that passes is tried again. */
  readonly again?: boolean;
};

/** Where whole downloads are put. */
export type PdfRoom = {
  /** Whether a PDF of so many bytes could be kept, as far as that can be told beforehand. */
  mayHold(bytes: number, by: Row['by']): boolean;
  /**
   * Makes room, then runs `work`, which puts the file in its place and tells the library. False where
   * the quota leaves no room; then `work` was not run.
   */
  place(
    file: { readonly sha256: string; readonly bytes: number },
    by: Row['by'],
    work: () => Promise<void>,
  ): Promise<boolean>;
};

/** What the queue of PDFs needs to know. */
export type FilesOptions = {
  readonly dataDir: string;
  readonly http: Http;
  readonly clock: Clock;
  /** Holds the queue in plain tables, `pdf_…`. */
  readonly queueDb: DatabaseSync;
  /**
   * Undefined where there is nowhere to fetch the paper from. Asked when its download begins, as it
   * may ask an upstream.
   */
  readonly sourceOf: (paperId: string) => Promise<PdfSource | undefined>;
  /** As `sourceOf` without asking anybody; the version is the one that is known. */
  readonly knownSourceOf: (
    paperId: string,
  ) => Promise<{ readonly version: number | null } | undefined>;
  /** What is known to be stored of a paper; the file itself is looked for, too. */
  readonly storedOf: (paperId: string) => Promise<StoredPdf | undefined>;
  /** Called when the file is in its place; the paper leaves the queue when it resolves. */
  readonly onStored: (file: StoredPdf) => Promise<void>;
  /** Without bounds when left out. */
  readonly room?: PdfRoom;
  /** How far reading the PDFs' text is. */
  readonly textStatus?: () => FilesStatus['text'];
  /** The real disk when left out. */
  readonly disk?: Disk;
  /** To be shared, and closed by who made it; one of its own when left out. */
  readonly inspector?: Inspector;
};

/** The queue of PDFs (FILE-2, FILE-3): one download a host at a time; it survives restarts. */
export type Files = {
  /**
   * Puts papers into the queue, in front where `first`; those that failed are tried again, those
   * that are stored are left alone unless a newer version is known. Throws where the queue cannot be
   * written.
   */
  fetch(paperIds: readonly string[], options: { readonly first: boolean }): Promise<void>;
  /**
   * Puts papers into the queue that a policy wants: not those that are stored, that have failed, that
   * can be fetched from nowhere, or that were declined. How many were taken.
   */
  offer(paperIds: readonly string[], offer: Offer): Promise<number>;
  /** Tries again what has failed, all of it where no papers are named. */
  retry(paperIds: readonly string[]): Promise<void>;
  /** Tries again what the quota refused, and lets policies have what was evicted for room. */
  retryRefused(): Promise<void>;
  /** Makes policies leave papers alone until they are fetched by hand. */
  decline(paperIds: readonly string[], why: Declined): void;
  /** Stops downloads and begins no other before `resume`, after a restart neither. */
  pause(): void;
  resume(): void;
  /** A part of the queue: what is downloaded first, then what waits in its order, then failures. */
  queue(window: { readonly offset: number; readonly limit: number }): {
    readonly total: number;
    readonly items: readonly QueuedRow[];
  };
  /** How many papers of the queue have not failed. */
  readonly waiting: number;
  /**
   * Answers, in the order of the ids, when each is stored, has failed, was cancelled (`none`), or
   * has to wait more than half a minute to be tried again (`failed` with a `retryAt`); while the queue
   * is paused, at once.
   */
  wait(paperIds: readonly string[]): Promise<FetchResult[]>;
  /** Takes papers out of the queue, and what was downloaded of them off the disk. */
  cancel(paperIds: readonly string[]): Promise<void>;
  status(): FilesStatus;
  /** Undefined where the paper is not in the queue: stored, or never asked for. */
  stateOf(paperId: string): PendingPdf | undefined;
  /** Partial downloads that the queue will go on with, relative to the data folder, with `/`. */
  partials(): string[];
  /**
   * Tells of papers whose state changed, at once, or whose download went on, four times a second at
   * most. Returns what ends that.
   */
  onChange(listener: (paperIds: readonly string[]) => void): () => void;
  /** Goes on with the whole queue; without it only what `fetch` asks for is downloaded. */
  start(): void;
  /** Stops; the queue and partial downloads stay for the next start. */
  close(): Promise<void>;
};
