import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  collection,
  collectionId,
  collectionName,
  collectionResult,
  placeBefore,
} from './collections.ts';
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
import {
  counts,
  duplicateGroups,
  idsResult,
  listRequest,
  locateResult,
  MAX_IDS,
  openRequest,
  openResult,
  statistics,
  tagCounts,
  windowRequest,
  windowResult,
} from './library.ts';
import {
  addResult,
  backfillResult,
  listingsStatus,
  refreshResult,
  syncReport,
  syncRequest,
} from './listings.ts';
import { markContract } from './mark-contract.ts';
import { noteContract } from './note-contract.ts';
import {
  day,
  MAX_MANY,
  manyPatch,
  paper,
  paperDetails,
  paperId,
  paperPatch,
  paperRow,
} from './paper.ts';
import { citationStyle, citeRequest, citeResult, MOST_REFERENCE } from './references.ts';
import {
  completeRequest,
  findRequest,
  findResult,
  savedSearch,
  searchStatus,
  similarResult,
} from './search.ts';
import { layout, machineSettings, userSettings, windowId } from './settings.ts';
import { syncContract } from './sync-contract.ts';
import { backupEntry, backupReport, doctorReport, restoreReport } from './system.ts';
import { trashList, trashRef } from './trash.ts';
import { upstreamSearchRequest, upstreamSearchResult } from './upstream.ts';

const revision = z.number().int().nonnegative();

/** Characters of base64 that hold so many bytes. */
const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;

const paperIds = z.array(paperId).min(1).max(10_000);
const someIds = z.array(paperId).min(1).max(MAX_MANY);

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
    open: oc.input(openRequest).output(openResult),
    rows: oc.input(windowRequest).output(windowResult),
    list: oc.input(listRequest).output(z.array(paper)),
    locate: oc.input(z.object({ viewId: z.string(), paperId })).output(locateResult),
    ids: oc
      .input(
        z.object({
          viewId: z.string(),
          offset: z.number().int().nonnegative(),
          limit: z.number().int().positive().max(MAX_IDS),
        }),
      )
      .output(idsResult),
    tags: oc.output(tagCounts),
    duplicates: oc.output(duplicateGroups),
    /** The paper that an entry of a list of references names (READ-4), if it is here; asks no upstream. */
    resolveReference: oc
      .input(z.object({ text: z.string().max(MOST_REFERENCE) }))
      .output(z.object({ revision, paper: paperRow.nullable() })),
    /** Days are the user's own: `today` is theirs. */
    statistics: oc.input(z.object({ from: day, today: day })).output(statistics),
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
    updateMany: oc
      .input(z.object({ mutationId, ids: someIds, patch: manyPatch }))
      .output(committed),
    /** Adds to the time spent on a paper on a day of the user's (LIB-4). */
    spend: oc
      .input(z.object({ mutationId, id: paperId, day, seconds: z.number().positive().max(3_600) }))
      .output(committed),
    /** Puts papers into an order by hand on the reading list, in front of one (COLL-2). */
    arrange: oc
      .input(z.object({ mutationId, ids: someIds, before: placeBefore }))
      .output(committed),
    /**
     * Makes duplicates one paper (LIB-5): all that was said, marked, written or collected of the
     * others is `into`'s from then on. Undoing it parts them again.
     */
    merge: oc.input(z.object({ mutationId, into: paperId, ids: someIds })).output(committed),
    similar: oc
      .input(z.object({ id: paperId, limit: z.number().int().positive().max(50).default(8) }))
      .output(similarResult),
    /** Moves papers to the trash (LIB-7); marks and notes on them stay where they are. */
    remove: oc.input(z.object({ mutationId, ids: paperIds })).output(committed),
  },

  acts: {
    /**
     * Takes back what mutations of this session did (LIB-3), the last first: each field that still
     * says what the mutation said gets its former value; what was changed since stays. Undoing an
     * undo does the act again. `unknown`: the core no longer knows what some of them did.
     */
    undo: oc
      .input(z.object({ mutationId, of: z.array(mutationId).min(1).max(200) }))
      .output(committed.extend({ unknown: z.boolean() })),
  },

  collections: {
    list: oc.output(z.object({ revision, collections: z.array(collection) })),
    create: oc
      .input(
        z.object({
          mutationId,
          id: collectionId,
          name: collectionName,
          parent: collectionId.nullable(),
        }),
      )
      .output(collectionResult),
    rename: oc
      .input(z.object({ mutationId, id: collectionId, name: collectionName }))
      .output(collectionResult),
    /** Moves a collection into another, or to the top, in front of a sibling. */
    move: oc
      .input(
        z.object({
          mutationId,
          id: collectionId,
          parent: collectionId.nullable(),
          before: placeBefore,
        }),
      )
      .output(collectionResult),
    /** Deletes a collection with those in it, never a paper (COLL-1). */
    remove: oc.input(z.object({ mutationId, id: collectionId })).output(collectionResult),
    /** Puts papers into a collection, at its end, or takes them out. */
    put: oc
      .input(z.object({ mutationId, id: collectionId, ids: someIds, present: z.boolean() }))
      .output(collectionResult),
    /** Orders papers of a collection by hand: in front of one, in the order given. */
    arrange: oc
      .input(z.object({ mutationId, id: collectionId, ids: someIds, before: placeBefore }))
      .output(collectionResult),
  },

  searches: {
    /** In the order of the user's hand, with live counts. */
    list: oc.output(z.object({ revision, searches: z.array(savedSearch) })),
    /** Makes one, or changes the name and the query of one that is there. */
    save: oc
      .input(z.object({ mutationId, search: savedSearch.omit({ papers: true }) }))
      .output(committed),
    move: oc
      .input(z.object({ mutationId, id: z.string().max(80), before: placeBefore }))
      .output(committed),
    remove: oc.input(z.object({ mutationId, id: z.string().max(80) })).output(committed),
  },

  search: {
    status: oc.output(searchStatus),
    find: oc.input(findRequest).output(findResult),
    complete: oc.input(completeRequest).output(z.array(z.string()).max(20)),
  },

  annotations: markContract,

  notes: noteContract,

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
    /**
     * Takes in a file that has arrived whole; what it is, its content tells. A PDF is the paper's
     * that it is said to be `of`.
     */
    import: oc.input(z.object({ id: incomingId, of: paperId.optional() })).output(importReport),
    /** Throws away a file that has not been imported, or stops its import. */
    discard: oc.input(z.object({ id: incomingId })).output(z.object({})),
    /** References to papers (XFER-1). */
    cite: oc.input(citeRequest).output(citeResult),
    styles: oc.output(z.array(citationStyle)),
    /** Takes a CSL style of the user's into the data folder. */
    addStyle: oc.input(z.object({ csl: z.string().max(1_000_000) })).output(
      z.discriminatedUnion('ok', [
        z.object({ ok: z.literal(true), style: citationStyle }),
        z.object({
          ok: z.literal(false),
          reason: z.enum(['bad-style', 'disk-full', 'disk-error']),
        }),
      ]),
    ),
    /** Writes everything into one file (XFER-1). */
    exportArchive: oc.output(archiveReport),
  },

  sync: syncContract,

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
    /** The windows that are remembered, the one that was used last first. */
    listWindows: oc.output(z.object({ windows: z.array(windowId) })),
    /** How a window was left; null where that is not known. */
    getLayout: oc.input(z.object({ window: windowId })).output(layout.nullable()),
    setLayout: oc.input(z.object({ window: windowId, layout })).output(z.object({})),
  },
};

export type Contract = typeof contract;
