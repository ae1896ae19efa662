import { z } from 'zod';

/**
 * What an event speaks of; `hello` opens a stream. `collections` and `searches` are the user's own,
 * `search` is how far the search index is, `sync` how machines
 * are in step.
 */
export const eventKind = z.enum([
  'hello',
  'papers',
  'annotations',
  'notes',
  'files',
  'listings',
  'settings',
  'trash',
  'backups',
  'collections',
  'searches',
  'search',
  'sync',
]);
export type EventKind = z.infer<typeof eventKind>;

/**
 * "Something changed: ask again." `after` is the revision that the stream had announced before this
 * event; if it is not the last one you saw, or `epoch` is new (the core restarted), ask for
 * everything again. `ids` are papers' ids; `many` stands for more than are worth naming.
 */
export const coreEvent = z.object({
  epoch: z.string(),
  after: z.number().int().nonnegative(),
  revision: z.number().int().nonnegative(),
  kind: eventKind,
  ids: z.union([z.array(z.string()), z.literal('many')]),
});
export type CoreEvent = z.infer<typeof coreEvent>;

/** Made by the client, unique for ever; the core does no mutation twice. */
export const mutationId = z.string().min(8).max(80);

/** The revision that a committed mutation is visible at. */
export const committed = z.object({ revision: z.number().int().nonnegative() });
export type Committed = z.infer<typeof committed>;
