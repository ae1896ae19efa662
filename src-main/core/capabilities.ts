import type { StorageReport } from '../../src-shared/contract/index.ts';
import type { Annotations } from './annotations/index.ts';
import type { Backups } from './backup/index.ts';
import type { Collections } from './collections/index.ts';
import type { Doctor, Health } from './doctor/index.ts';
import type { EventHub } from './events/index.ts';
import type { Exchange, Exports, NoteExports, References } from './exchange/index.ts';
import type { Files, OwnPdfs, Policies, Shelf, Texts } from './files/index.ts';
import type { Host } from './host.ts';
import type { PdfWants, Views } from './index/index.ts';
import type { Mutations, PaperActs, Papers } from './library/index.ts';
import type { Listings } from './listings/index.ts';
import type { NoteIndex, Notes } from './notes/index.ts';
import type { PdfMarks } from './pdf-marks/index.ts';
import type { LiveCounts, Search } from './search/index.ts';
import type { Searches } from './searches/index.ts';
import type { MachineSettingsStore, Settings } from './settings/index.ts';
import type { Sync, SyncLog } from './sync/index.ts';
import type { Trash } from './trash/index.ts';

/** The queue, the shelf and the policies, joined to each other. */
export type PdfParts = {
  readonly files: Files;
  readonly shelf: Shelf;
  readonly policies: Policies;
  readonly wants: PdfWants;
  /** What uses the disk. */
  readonly storage: () => Promise<StorageReport>;
};

/** The capabilities that the contract's procedures call. */
export type Capabilities = PdfParts & {
  readonly events: EventHub;
  readonly views: Views;
  readonly papers: Papers;
  readonly acts: PaperActs;
  readonly mutations: Mutations;
  readonly collections: Collections;
  readonly searches: Searches;
  readonly search: Search;
  readonly liveCounts: LiveCounts;
  readonly annotations: Annotations;
  readonly pdfMarks: PdfMarks;
  readonly notes: Notes;
  readonly noteIndex: NoteIndex;
  readonly noteExports: NoteExports;
  readonly settings: Settings;
  readonly machine: MachineSettingsStore;
  readonly listings: Listings;
  readonly ownPdfs: OwnPdfs;
  readonly texts: Texts;
  readonly exchange: Exchange;
  readonly exports: Exports;
  readonly references: References;
  readonly doctor: Doctor;
  readonly health: Health;
  readonly backups: Backups;
  readonly sync: Sync;
  readonly syncLog: SyncLog;
  readonly trash: Trash;
  readonly host: Host;
  readonly about: {
    readonly version: string;
    readonly dataDir: string;
    readonly shell: 'electron' | 'browser' | 'none';
    readonly demo: boolean;
  };
};
