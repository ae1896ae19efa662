import type { CoreClient } from './connection.ts';

type Input<Procedure> = Procedure extends (...args: infer Args) => unknown
  ? Omit<Extract<Args[0], object>, 'mutationId'>
  : never;

/** Mutations that are journaled until the core has acknowledged them, as the contract names them. */
type Journaled = {
  papers: 'update' | 'updateMany' | 'spend' | 'arrange' | 'merge' | 'remove';
  acts: 'undo';
  collections: 'create' | 'rename' | 'move' | 'remove' | 'put' | 'arrange';
  searches: 'save' | 'move' | 'remove';
  trash: 'restore' | 'empty';
  annotations: 'create' | 'update';
  notes: 'apply' | 'remove';
  settings: 'update';
};

/** What each kind takes: the contract's input without the mutation id. */
export type MutationInput = {
  [Kind in {
    [Area in keyof Journaled]: `${Area}.${Journaled[Area]}`;
  }[keyof Journaled]]: Kind extends `${infer Area extends keyof Journaled}.${infer Name}`
    ? Name extends keyof CoreClient[Area]
      ? Input<CoreClient[Area][Name]>
      : never
    : never;
};

/** The name of a mutation, such as `papers.update`. */
export type MutationKind = keyof MutationInput;

/**
 * The end of a mutation: committed at a revision, or not done. `invalid`: the core does not take
 * such an input; `core-failed`: the core failed at it again and again while it did others; the rest
 * are the contract's. `complete` false is of a note: see `notes.apply`; `unknown` of `acts.undo`.
 */
export type Acknowledged =
  | {
      readonly ok: true;
      readonly revision: number;
      readonly complete?: boolean;
      readonly unknown?: boolean;
    }
  | { readonly ok: false; readonly reason: 'invalid' | 'core-failed' | Refused };

/** Why the contract says that a mutation was not done. */
type Refused = 'not-found' | 'bad-update' | 'circle' | 'too-deep';

/** A mutation as it is journaled and sent. */
export type Mutation<Kind extends MutationKind = MutationKind> = {
  readonly mutationId: string;
  readonly kind: Kind;
  readonly input: MutationInput[Kind];
};

/** The input of a mutation as this version journals it, whatever version did. */
export function inputNow({ kind, input }: Mutation): Mutation['input'] {
  if (kind !== 'notes.apply' || !('paperId' in input)) return input;
  const { paperId: key, ...edit } = input;
  return { ...edit, key } as Mutation['input'];
}

/**
 * What a mutation changes. Those of one subject are sent one after the other, so that at most one of
 * them is ever in doubt; those of different subjects do not wait for each other.
 */
export function subjectOf({ kind, input }: Mutation): string {
  switch (kind) {
    case 'papers.update':
      return `paper ${(input as MutationInput['papers.update']).id}`;
    case 'papers.spend':
      return `time of ${(input as MutationInput['papers.spend']).id}`;
    case 'annotations.create':
      return `annotation ${(input as MutationInput['annotations.create']).annotation.id}`;
    case 'annotations.update':
      return `annotation ${(input as MutationInput['annotations.update']).id}`;
    case 'notes.apply':
      return `note ${(input as MutationInput['notes.apply']).key}`;
    case 'settings.update':
      return 'settings';
    default:
      // Undo is of any of these, so it waits for what it takes back, and the next act for it.
      return 'library';
  }
}

/** Sends a mutation and answers as the core does; rejects where it could not be asked. */
export async function sendMutation(
  client: CoreClient,
  { kind, input, mutationId }: Mutation,
): Promise<Acknowledged> {
  const answer = await call(client, kind, { ...input, mutationId });
  return 'ok' in answer ? answer : { ok: true, ...answer };
}

type Answer = { revision: number; unknown?: boolean } | Acknowledged;
type Procedures = Readonly<Record<string, (input: unknown) => Promise<Answer>>>;

function call(client: CoreClient, kind: MutationKind, input: unknown): Promise<Answer> {
  const [area, name] = kind.split('.') as [keyof Journaled, string];
  return (client[area] as unknown as Procedures)[name]!(input);
}
