import { implement } from '@orpc/server';
import { contract, type PdfState } from '../../src-shared/contract/index.ts';
import type { Annotations } from './annotations/index.ts';
import type { Backups } from './backup/index.ts';
import type { Doctor } from './doctor/index.ts';
import type { EventHub } from './events/index.ts';
import type { Files } from './files/index.ts';
import type { Host } from './host.ts';
import type { Views } from './index/index.ts';
import type { Papers } from './library/index.ts';
import type { Listings } from './listings/index.ts';
import type { Notes } from './notes/index.ts';
import type { Settings } from './settings/index.ts';

/** The capabilities that the contract's procedures call. */
export type Capabilities = {
  readonly events: EventHub;
  readonly views: Views;
  readonly papers: Papers;
  readonly annotations: Annotations;
  readonly notes: Notes;
  readonly settings: Settings;
  readonly listings: Listings;
  readonly files: Files;
  readonly doctor: Doctor;
  readonly backups: Backups;
  readonly host: Host;
  readonly about: {
    readonly version: string;
    readonly dataDir: string;
    readonly shell: 'electron' | 'browser' | 'none';
    readonly demo: boolean;
  };
};

/** Binds the contract to the capabilities. Input and output are validated by the contract's schemas. */
export function createRouter(core: Capabilities) {
  const os = implement(contract);
  return os.router({
    events: os.events.handler(({ signal }) => core.events.stream(signal)),
    system: systemProcedures(core),
    library: libraryProcedures(core),
    papers: paperProcedures(core),
    annotations: annotationProcedures(core),
    notes: noteProcedures(core),
    listings: listingProcedures(core),
    files: fileProcedures(core),
    exchange: {
      import: os.exchange.import.handler(({ input }) =>
        core.listings.importJson(input.name, input.content),
      ),
    },
    settings: settingProcedures(core),
  });
}

/** The bound contract. */
export type CoreRouter = ReturnType<typeof createRouter>;

function systemProcedures({ about, events, host, doctor, backups }: Capabilities) {
  const os = implement(contract).system;
  return {
    info: os.info.handler(() => ({
      ...about,
      epoch: events.epoch,
      revision: events.revision,
      canOpenDemo: host.canOpenDemo && !about.demo,
    })),
    openDemo: os.openDemo.handler(() => host.openDemo()),
    activate: os.activate.handler(() => host.activate()),
    doctor: os.doctor.handler(({ input }) => doctor.examine(input.repair)),
    backup: os.backup.handler(async () => {
      const made = await backups.make('manual');
      if (!made.ok) return { ok: false, reason: made.reason } as const;
      return { ok: true, path: made.backup.path, bytes: made.backup.bytes } as const;
    }),
  };
}

function libraryProcedures({ events, views, papers, files }: Capabilities) {
  const os = implement(contract).library;
  const stateOf = (paperId: string, stored: boolean): PdfState =>
    stored ? 'stored' : (files.stateOf(paperId)?.state ?? 'none');
  return {
    counts: os.counts.handler(() => views.counts(events.revision)),
    open: os.open.handler(({ input }) => views.open(input, events.revision)),
    rows: os.rows.handler(({ input }) => views.rows(input, events.revision, stateOf)),
    list: os.list.handler(({ input }) => papers.list(input)),
  };
}

function paperProcedures({ events, papers, listings }: Capabilities) {
  const os = implement(contract).papers;
  return {
    get: os.get.handler(async ({ input }) => {
      // Read before the paper, so that a change in between shows as newer, never as seen.
      const revision = events.revision;
      return { revision, paper: await papers.get(input.id) };
    }),
    update: os.update.handler(async ({ input }) => ({
      revision: await papers.update(input.mutationId, input.id, input.patch),
    })),
    add: os.add.handler(({ input }) => listings.add(input.source)),
  };
}

function annotationProcedures({ events, annotations }: Capabilities) {
  const os = implement(contract).annotations;
  return {
    list: os.list.handler(async ({ input }) => {
      const revision = events.revision;
      return { revision, annotations: await annotations.list(input.paperId) };
    }),
    create: os.create.handler(async ({ input }) => ({
      revision: await annotations.create(input.mutationId, input.annotation),
    })),
    update: os.update.handler(({ input }) =>
      annotations.update(input.mutationId, input.id, input.patch),
    ),
  };
}

function noteProcedures({ events, notes }: Capabilities) {
  const os = implement(contract).notes;
  return {
    get: os.get.handler(async ({ input }) => {
      const revision = events.revision;
      return { revision, note: await notes.get(input.paperId) };
    }),
    apply: os.apply.handler(({ input }) =>
      notes.apply(input.mutationId, input.paperId, input.update),
    ),
  };
}

function listingProcedures({ listings }: Capabilities) {
  const os = implement(contract).listings;
  return {
    status: os.status.handler(() => listings.status()),
    sync: os.sync.handler(({ input }) => listings.sync(input)),
    cancel: os.cancel.handler(() => {
      listings.cancel();
      return {};
    }),
  };
}

function fileProcedures({ files, papers }: Capabilities) {
  const os = implement(contract).files;
  return {
    status: os.status.handler(() => files.status()),
    fetch: os.fetch.handler(async ({ input }) => {
      const ids = await papers.resolveAll(input.ids);
      await files.fetch(ids, { first: input.first });
      return input.wait ? files.wait(ids) : [];
    }),
    cancel: os.cancel.handler(async ({ input }) => {
      await files.cancel(input.ids);
      return {};
    }),
  };
}

function settingProcedures({ settings }: Capabilities) {
  const os = implement(contract).settings;
  return {
    get: os.get.handler(() => settings.get()),
    update: os.update.handler(async ({ input }) => ({
      revision: await settings.update(input.mutationId, input.patch),
    })),
    getLayout: os.getLayout.handler(() => settings.getLayout()),
    setLayout: os.setLayout.handler(({ input }) => {
      settings.setLayout(input);
      return {};
    }),
  };
}
