import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { committed, coreEvent, mutationId } from './events.ts';
import {
  archiveReport,
  INCOMING_PIECE_BYTES,
  importReport,
  incomingId,
  incomingResult,
  MAX_INCOMING_BYTES,
} from './exchange.ts';
import {
  evictResult,
  fetchResult,
  filesStatus,
  queuedPdf,
  queueRequest,
  storageReport,
} from './files.ts';
import { counts, listRequest, view, viewRequest, windowRequest, windowResult } from './library.ts';
import {
  addResult,
  backfillResult,
  listingsStatus,
  refreshResult,
  syncReport,
  syncRequest,
} from './listings.ts';
import { annotation, annotationId, annotationPatch, note, yjsUpdate } from './marks.ts';
import { day, paper, paperDetails, paperId, paperPatch } from './paper.ts';
import { layout, machineSettings, userSettings } from './settings.ts';
import { backupEntry, backupReport, doctorReport, restoreReport } from './system.ts';
import { trashList, trashRef } from './trash.ts';
import { upstreamSearchRequest, upstreamSearchResult } from './upstream.ts';

const revision = z.number().int().nonnegative();

/** Characters of base64 that hold so many bytes. */
const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;

const paperIds = z.array(paperId).min(1).max(10_000);

/**
 * The one list of what the interface and the command line may ask of the core. Queries carry the
 * revision they were answered at; mutations carry a client's id and answer after the commit.
 */
export const contract = {
  events: oc.output(eventIterator(coreEvent)),

  system: {
    info: oc.output(
      z.object({
        version: z.string(),
        epoch: z.string(),
        revision,
        dataDir: z.string(),
        shell: z.enum(['electron', 'browser', 'none']),
        demo: z.boolean(),
        /** Whether `openDemo` can do anything here. */
        canOpenDemo: z.boolean(),
        /** Whether the library's file was found damaged while it is open: a backup should be restored. */
        damaged: z.boolean().default(false),
      }),
    ),
    /** `url` null: the shell opened a window of its own. */
    openDemo: oc.output(
      z.discriminatedUnion('ok', [
        z.object({ ok: z.literal(true), url: z.string().nullable() }),
        z.object({ ok: z.literal(false), reason: z.enum(['not-supported', 'did-not-start']) }),
      ]),
    ),
    /** Brings the running program to the front; `url` is the browser shell's link. */
    activate: oc.output(z.object({ url: z.string().nullable() })),
    doctor: oc.input(z.object({ repair: z.boolean() })).output(doctorReport),
    /** Makes a verified backup of the library now; it is kept until the user removes it. */
    backup: oc.output(backupReport),
    /** The backups, newest first. */
    backups: oc.output(z.array(backupEntry)),
    /** Puts a backup in the library's place; the core then starts again. */
    restoreBackup: oc.input(z.object({ name: z.string().min(1).max(200) })).output(restoreReport),
  },

  library: {
    counts: oc.output(counts),
    open: oc.input(viewRequest).output(view),
    rows: oc.input(windowRequest).output(windowResult),
    list: oc.input(listRequest).output(z.array(paper)),
  },

  papers: {
    /** Null where no such paper is known. An arXiv id is understood as well as a paper's id. */
    get: oc
      .input(z.object({ id: z.string().min(1).max(200) }))
      .output(z.object({ revision, paper: paperDetails.nullable() })),
    update: oc.input(z.object({ mutationId, id: paperId, patch: paperPatch })).output(committed),
    /** Adds by arXiv id or URL; one that a search has just found is not asked for again. */
    add: oc.input(z.object({ source: z.string().min(1).max(500) })).output(addResult),
    /** Asks upstream for a paper's details (LIST-6), at most daily unless `force`. */
    refresh: oc.input(z.object({ id: paperId, force: z.boolean() })).output(refreshResult),
    /** Moves papers to the trash (LIB-7); marks and notes on them stay where they are. */
    remove: oc.input(z.object({ mutationId, ids: paperIds })).output(committed),
  },

  annotations: {
    list: oc
      .input(z.object({ paperId }))
      .output(z.object({ revision, annotations: z.array(annotation) })),
    create: oc.input(z.object({ mutationId, annotation })).output(committed),
    update: oc
      .input(z.object({ mutationId, id: annotationId, patch: annotationPatch }))
      .output(
        z.discriminatedUnion('ok', [
          z.object({ ok: z.literal(true), revision }),
          z.object({ ok: z.literal(false), reason: z.literal('not-found') }),
        ]),
      ),
  },

  notes: {
    /** A paper's note; empty if none was written yet. */
    get: oc.input(z.object({ paperId })).output(z.object({ revision, note })),
    /**
     * Merges an edit into the note. Not `complete`: the edit builds on others that the core lacks
     * (its library was restored); it is kept, and the whole note should be sent.
     */
    apply: oc
      .input(z.object({ mutationId, paperId, update: yjsUpdate }))
      .output(
        z.discriminatedUnion('ok', [
          z.object({ ok: z.literal(true), revision, complete: z.boolean() }),
          z.object({ ok: z.literal(false), reason: z.literal('bad-update') }),
        ]),
      ),
  },

  listings: {
    status: oc.output(listingsStatus),
    /** Answers when every day was tried. */
    sync: oc.input(syncRequest).output(syncReport),
    cancel: oc.output(z.object({})),
    /** Begins to bring a range in the background. */
    backfill: oc.input(z.object({ from: day, to: day })).output(backfillResult),
    /** Pauses, goes on with, or ends a backfill; `dismiss` takes one that is over off the list. */
    steerBackfill: oc
      .input(
        z.object({ id: z.string().max(80), act: z.enum(['pause', 'resume', 'cancel', 'dismiss']) }),
      )
      .output(backfillResult),
    /** Searches an upstream for papers (LIST-8, LIST-9). */
    search: oc.input(upstreamSearchRequest).output(upstreamSearchResult),
    /** Reads the subscribed categories now. */
    readCategories: oc.output(z.object({})),
  },

  files: {
    status: oc.output(filesStatus),
    /** Puts PDFs into the queue, in front where `first`; with `wait`, answers when all are done. */
    fetch: oc
      .input(
        z.object({
          ids: z.array(paperId).min(1).max(10_000),
          first: z.boolean(),
          wait: z.boolean(),
        }),
      )
      .output(z.array(fetchResult)),
    cancel: oc.input(z.object({ ids: z.array(paperId) })).output(z.object({})),
    queue: oc
      .input(queueRequest)
      .output(z.object({ total: z.number().int(), items: z.array(queuedPdf) })),
    /** Nothing is downloaded until `resume`, after a restart neither. */
    pause: oc.output(z.object({})),
    resume: oc.output(z.object({})),
    /** Tries again what has failed; all of it where no ids are given. */
    retry: oc.input(z.object({ ids: z.array(paperId).max(10_000) })).output(z.object({})),
    storage: oc.output(storageReport),
    /** Keeps PDFs from eviction, or lets them go. */
    pin: oc.input(z.object({ ids: paperIds, pinned: z.boolean() })).output(z.object({})),
    /** Takes PDFs off this machine, as far as they may go. */
    evict: oc.input(z.object({ ids: paperIds })).output(evictResult),
    /** Reads the text of every PDF again. */
    rebuildText: oc.output(z.object({})),
  },

  exchange: {
    /** Makes room for a file of so many bytes, which is then sent in pieces, in order. */
    begin: oc
      .input(
        z.object({
          name: z.string().max(500),
          bytes: z.number().int().nonnegative().max(MAX_INCOMING_BYTES),
          /** The day of its last change, which bounds the year that pages leave out of dates. */
          savedOn: day.nullable().optional(),
        }),
      )
      .output(incomingResult),
    /** `data` is base64. A piece that was sent before is acknowledged again. */
    append: oc
      .input(
        z.object({
          id: incomingId,
          offset: z.number().int().nonnegative(),
          data: z.base64().max(base64Length(INCOMING_PIECE_BYTES)),
        }),
      )
      .output(incomingResult),
    /** Takes in a file that has arrived whole; what it is, its content tells. */
    import: oc.input(z.object({ id: incomingId })).output(importReport),
    /** Throws away a file that has not been imported, or stops its import. */
    discard: oc.input(z.object({ id: incomingId })).output(z.object({})),
    /** Writes everything into one file (XFER-1). */
    exportArchive: oc.output(archiveReport),
  },

  trash: {
    list: oc.output(trashList),
    restore: oc
      .input(z.object({ mutationId, items: z.array(trashRef).min(1).max(1_000) }))
      .output(committed),
    /** Lets go for ever; all of the trash where no items are given. */
    empty: oc
      .input(z.object({ mutationId, items: z.array(trashRef).max(1_000) }))
      .output(committed),
  },

  settings: {
    get: oc.output(userSettings),
    update: oc.input(z.object({ mutationId, patch: userSettings.partial() })).output(committed),
    getMachine: oc.output(machineSettings),
    updateMachine: oc.input(z.object({ patch: machineSettings.partial() })).output(z.object({})),
    getLayout: oc.output(layout.nullable()),
    setLayout: oc.input(layout).output(z.object({})),
  },
};

export type Contract = typeof contract;
