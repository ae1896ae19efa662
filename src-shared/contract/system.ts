import { z } from 'zod';

/**
 * What `doctor` looks at. `local-damaged` what this machine remembers, such as its queue; `text-damaged`
 * the texts of PDFs, which are made anew; `search-damaged` and `search-mismatch` the search index; `leftover` a file that interrupted work has left.
 */
export const finding = z.object({
  kind: z.enum([
    'database-damaged',
    'database-missing',
    'local-damaged',
    'text-damaged',
    'search-damaged',
    'search-mismatch',
    'backup-damaged',
    'leftover',
    'index-damaged',
    'index-behind',
    'pdf-missing',
    'pdf-damaged',
    'pdf-orphan',
    'partial-download',
    'folder-unwritable',
  ]),
  /** A file name relative to the data folder, or an id. */
  subject: z.string(),
  repaired: z.boolean(),
});
export type Finding = z.infer<typeof finding>;

export const doctorReport = z.object({ ok: z.boolean(), findings: z.array(finding) });
export type DoctorReport = z.infer<typeof doctorReport>;

/**
 * A backup made on demand. `path` is where it lies. `damaged`: the library does not pass its check;
 * `stopped`: the program was closed meanwhile.
 */
export const backupReport = z.union([
  z.object({ ok: z.literal(true), path: z.string(), bytes: z.number().int() }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['disk-full', 'disk-error', 'damaged', 'stopped']),
  }),
]);
export type BackupReport = z.infer<typeof backupReport>;

/** A backup in the data folder. */
export const backupEntry = z.object({
  /** Its file's name, which `restoreBackup` takes. */
  name: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  bytes: z.number().int(),
  reason: z.enum(['automatic', 'manual', 'before-migration', 'before-restore']),
  /** False where the file was found damaged since it was made. */
  ok: z.boolean(),
});
export type BackupEntry = z.infer<typeof backupEntry>;

/**
 * What asking for a restore came to. Where `ok`, the core starts again on the restored library, with
 * a new epoch; the state before it is kept as a backup. `not-supported`: no shell that could.
 */
export const restoreReport = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    reason: z.enum([
      'not-found',
      'not-a-library',
      'damaged',
      'newer-version',
      'disk-full',
      'disk-error',
      'not-supported',
    ]),
  }),
]);
export type RestoreReport = z.infer<typeof restoreReport>;
