import { z } from 'zod';

/** A server's address; a name and a password in it would be kept, and shown, in the clear. */
export const syncAddress = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  // The slashes do not count for who asks there: `https:///ada:word@host` has a name in it, too.
  .refine((text) => !/^https?:[/\\\s]*[^/\\?#]*@/i.test(text));

/** The name of a CouchDB database. */
export const syncDatabase = z.string().regex(/^[a-z][a-z0-9_$()+/-]{0,200}$/);

/** Storage of the user's where their machines meet (SYNC-2). Passwords travel beside it, never in it. */
export const syncTarget = z.discriminatedUnion('kind', [
  /** An absolute path on this machine. */
  z.object({ kind: z.literal('folder'), path: z.string().min(1).max(4_000) }),
  z.object({
    kind: z.literal('webdav'),
    url: syncAddress,
    user: z.string().max(200),
  }),
  z.object({
    kind: z.literal('couchdb'),
    /** Of the server. */
    url: syncAddress,
    database: syncDatabase,
    user: z.string().max(200),
  }),
]);
export type SyncTargetSetting = z.infer<typeof syncTarget>;

/** Where a target is, as people would name it: its path, or its address. */
export function targetAddress(target: SyncTargetSetting): string {
  if (target.kind === 'folder') return target.path;
  if (target.kind === 'webdav') return target.url;
  return `${target.url.replace(/\/$/, '')}/${target.database}`;
}

/**
 * Where passphrase and password stay: in the system's key store, in a file of the data folder that
 * others on this machine could read, or in memory until the program ends (SAFE-4).
 */
export const secretPlace = z.enum(['key-store', 'file', 'session']);
export type SecretPlace = z.infer<typeof secretPlace>;

/**
 * Why machines are not in step. Of the target: `unreachable`, `busy`, `refused` (name, password or
 * rights), `full`, `missing`, `exists`, `strange` (it answers like no target of its kind). Whose it
 * is: `emptied`, `foreign`, `newer` (a later version made it), `damaged`. Of its keys: `locked` (the
 * passphrase is wanted), `wrong-passphrase`, `key-missing` (its keys are gone), `weak-passphrase`, `no-key-store` (this system has none to keep secrets in),
 * `encrypted` (it is, and no passphrase was given), `plain` (it is not, and one was). `would-delete`:
 * more of the library would go than is taken over unasked. `disk`: this machine's disk failed. `off`:
 * there is no target. `stopped`: the program was closed meanwhile.
 */
export const syncReason = z.enum([
  'unreachable',
  'busy',
  'refused',
  'full',
  'missing',
  'exists',
  'strange',
  'emptied',
  'foreign',
  'newer',
  'damaged',
  'locked',
  'wrong-passphrase',
  'key-missing',
  'weak-passphrase',
  'no-key-store',
  'encrypted',
  'plain',
  'would-delete',
  'disk',
  'off',
  'stopped',
]);
export type SyncReason = z.infer<typeof syncReason>;

/**
 * Reasons after which it is tried again by itself: of the network, of a disk, of a folder that is half
 * copied. After the others somebody has to say what is to be done.
 */
export const RETRIED_REASONS: ReadonlySet<SyncReason> = new Set<SyncReason>([
  'unreachable',
  'busy',
  'full',
  'disk',
  'exists',
  'missing',
  'strange',
  'damaged',
  'key-missing',
]);

const count = z.number().int().nonnegative();
/** Milliseconds since the epoch. */
const time = z.number();

/** What keeps machines from being in step; `documents` only with `would-delete`. */
export const syncTrouble = z.object({ reason: syncReason, documents: count.nullable(), at: time });
export type SyncTrouble = z.infer<typeof syncTrouble>;

/** How synchronisation stands on this machine. */
export const syncStatus = z.object({
  target: syncTarget.nullable(),
  encrypted: z.boolean(),
  /** Where secrets of the target are kept now. */
  secrets: secretPlace,
  /** `waiting`: for changes or its time. `stopped`: for the user, or for the target; see `trouble`. */
  state: z.enum(['off', 'waiting', 'running', 'paused', 'stopped']),
  trouble: syncTrouble.nullable(),
  /** When a run came to its end last. */
  lastAt: time.nullable(),
  /** Documents that were changed here and not sent. */
  unsent: count,
  /** Segments that wait for a later version of the program. */
  newer: count,
  /** Segments that cannot be read yet: half copied, or sealed with another key. */
  unread: count,
  /** Whether PDFs of the user's own travel to and from this machine. */
  carriesPdfs: z.boolean(),
  /** How many of them wait to go to the target, and to come from there. */
  pdfsWaiting: z.object({ up: count, down: count }),
});
export type SyncStatus = z.infer<typeof syncStatus>;

/** What somebody decided after a run had stopped (SYNC-4); see `Choice` of the core. */
export const syncChoice = z.enum(['delete', 'keep', 'refill', 'join']);
export type SyncChoice = z.infer<typeof syncChoice>;

const failed = z.object({ ok: z.literal(false), reason: syncReason });

/** That something was done, or why not. */
export const syncDone = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), failed]);
export type SyncDone = z.infer<typeof syncDone>;

/** What a look at a target found; nothing of the library is written there by it. */
export const syncTestResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    /** Whether machines have met there already. */
    isNew: z.boolean(),
    encrypted: z.boolean(),
    /** Whether others may read what goes over the network on its way there. */
    isOpenlyReadable: z.boolean(),
  }),
  failed,
]);
export type SyncTestResult = z.infer<typeof syncTestResult>;

/** What one run did. */
export const syncRun = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    sent: count,
    changed: count,
    merged: count,
    newer: count,
    unread: count,
  }),
  z.object({ ok: z.literal(false), reason: syncReason, documents: count.nullable() }),
]);
export type SyncRun = z.infer<typeof syncRun>;

/** One of the user's machines. */
export const syncMachine = z.object({
  id: z.string(),
  name: z.string(),
  /** As Node names it: `linux`, `darwin`, `win32`; empty where it is not known. */
  platform: z.string(),
  isThis: z.boolean(),
  /** When it last wrote to the target, by its own clock. */
  lastSeen: time.nullable(),
});
export type SyncMachine = z.infer<typeof syncMachine>;

/** A document that a run touched, as people would name it. */
export const syncSubject = z.object({
  collection: z.string(),
  id: z.string(),
  paperId: z.string().nullable(),
  /** Of its paper, or its own; null where it has none. */
  title: z.string().nullable(),
});
export type SyncSubject = z.infer<typeof syncSubject>;

/** A single value that another machine's took the place of (SYNC-7). */
export const syncLoss = z.object({
  id: z.number().int(),
  subject: syncSubject,
  field: z.string(),
  /** The one that lost, and the one that stands there now. */
  value: z.json(),
  current: z.json(),
  /** Who wrote the one that lost, and when, by that machine's clock. */
  machine: z.string(),
  at: time,
  /** Whether somebody put it back since. */
  isBack: z.boolean(),
});
export type SyncLoss = z.infer<typeof syncLoss>;

/** One run in the log, newest first. Runs that moved nothing are not kept. */
export const syncLogEntry = z.object({
  id: z.number().int(),
  at: time,
  milliseconds: z.number(),
  /** Null where it came to its end. */
  trouble: syncTrouble.nullable(),
  sent: count,
  changed: count,
  /** Names of the machines whose changes came in. */
  machines: z.array(z.string()),
  /** Documents that both sides had changed, at most a hundred, and the fields of each that merged. */
  merged: z.array(z.object({ subject: syncSubject, fields: z.array(z.string()) })),
  mergedCount: count,
  losses: z.array(syncLoss),
});
export type SyncLogEntry = z.infer<typeof syncLogEntry>;
