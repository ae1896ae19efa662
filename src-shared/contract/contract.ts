import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { committed, coreEvent, mutationId } from './events.ts';
import { counts, listRequest, view, viewRequest, windowRequest, windowResult } from './library.ts';
import { annotation, annotationId, annotationPatch, note, yjsUpdate } from './marks.ts';
import { paper, paperDetails, paperId, paperPatch } from './paper.ts';
import { layout, userSettings } from './settings.ts';
import {
  addResult,
  backupReport,
  doctorReport,
  fetchResult,
  filesStatus,
  importReport,
  listingsStatus,
  syncReport,
  syncRequest,
} from './work.ts';

const revision = z.number().int().nonnegative();

/** Most characters of a file that `exchange.import` takes in one call. */
export const MAX_IMPORT_CHARACTERS = 64 * 1024 * 1024;

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
    /** Adds by arXiv id or URL. */
    add: oc.input(z.object({ source: z.string().min(1).max(500) })).output(addResult),
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
  },

  exchange: {
    import: oc
      .input(
        z.object({ name: z.string().max(500), content: z.string().max(MAX_IMPORT_CHARACTERS) }),
      )
      .output(importReport),
  },

  settings: {
    get: oc.output(userSettings),
    update: oc.input(z.object({ mutationId, patch: userSettings.partial() })).output(committed),
    getLayout: oc.output(layout.nullable()),
    setLayout: oc.input(layout).output(z.object({})),
  },
};

export type Contract = typeof contract;
