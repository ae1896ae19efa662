import type { CoreClient } from './connection.ts';

/** Mutations that are journaled until the core has acknowledged them. */
export type MutationKind =
  | 'papers.update'
  | 'papers.remove'
  | 'trash.restore'
  | 'trash.empty'
  | 'annotations.create'
  | 'annotations.update'
  | 'notes.apply'
  | 'settings.update';

type Input<Procedure> = Procedure extends (...args: infer Args) => unknown
  ? Omit<Extract<Args[0], object>, 'mutationId'>
  : never;

/** What each kind takes: the contract's input without the mutation id. */
export type MutationInput = {
  'papers.update': Input<CoreClient['papers']['update']>;
  'papers.remove': Input<CoreClient['papers']['remove']>;
  'trash.restore': Input<CoreClient['trash']['restore']>;
  'trash.empty': Input<CoreClient['trash']['empty']>;
  'annotations.create': Input<CoreClient['annotations']['create']>;
  'annotations.update': Input<CoreClient['annotations']['update']>;
  'notes.apply': Input<CoreClient['notes']['apply']>;
  'settings.update': Input<CoreClient['settings']['update']>;
};

/**
 * The end of a mutation: committed at a revision, or not done. `invalid`: the core does not take
 * such an input; `core-failed`: the core failed at it again and again while it did others; the rest
 * are the contract's. `complete` false is of a note: see `notes.apply`.
 */
export type Acknowledged =
  | { readonly ok: true; readonly revision: number; readonly complete?: boolean }
  | { readonly ok: false; readonly reason: 'invalid' | 'not-found' | 'bad-update' | 'core-failed' };

/** A mutation as it is journaled and sent. */
export type Mutation<Kind extends MutationKind = MutationKind> = {
  readonly mutationId: string;
  readonly kind: Kind;
  readonly input: MutationInput[Kind];
};

/**
 * What a mutation changes. Those of one subject are sent one after the other, so that at most one of
 * them is ever in doubt; those of different subjects do not wait for each other.
 */
export function subjectOf({ kind, input }: Mutation): string {
  switch (kind) {
    case 'papers.update':
      return `paper ${(input as MutationInput['papers.update']).id}`;
    case 'annotations.create':
      return `annotation ${(input as MutationInput['annotations.create']).annotation.id}`;
    case 'annotations.update':
      return `annotation ${(input as MutationInput['annotations.update']).id}`;
    case 'notes.apply':
      return `note ${(input as MutationInput['notes.apply']).paperId}`;
    case 'papers.remove':
    case 'trash.restore':
    case 'trash.empty':
      return 'trash';
    case 'settings.update':
      return 'settings';
  }
}

/** Sends a mutation and answers as the core does; rejects where it could not be asked. */
export async function sendMutation(
  client: CoreClient,
  { kind, input, mutationId }: Mutation,
): Promise<Acknowledged> {
  const answer = await call(client, kind, { ...input, mutationId });
  return 'ok' in answer ? answer : { ok: true, revision: answer.revision };
}

type Answer = { revision: number } | Acknowledged;

function call(client: CoreClient, kind: MutationKind, input: unknown): Promise<Answer> {
  switch (kind) {
    case 'papers.update':
      return client.papers.update(input as Parameters<CoreClient['papers']['update']>[0]);
    case 'papers.remove':
      return client.papers.remove(input as Parameters<CoreClient['papers']['remove']>[0]);
    case 'trash.restore':
      return client.trash.restore(input as Parameters<CoreClient['trash']['restore']>[0]);
    case 'trash.empty':
      return client.trash.empty(input as Parameters<CoreClient['trash']['empty']>[0]);
    case 'annotations.create':
      return client.annotations.create(input as Parameters<CoreClient['annotations']['create']>[0]);
    case 'annotations.update':
      return client.annotations.update(input as Parameters<CoreClient['annotations']['update']>[0]);
    case 'notes.apply':
      return client.notes.apply(input as Parameters<CoreClient['notes']['apply']>[0]);
    case 'settings.update':
      return client.settings.update(input as Parameters<CoreClient['settings']['update']>[0]);
  }
}
