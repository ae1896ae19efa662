import type { SearchHit } from '../../../src-shared/contract/index.ts';
import type { SearchAnswer, SearchQuestion } from './engine/engine.ts';
import type { FeedProgress } from './feed/feeder.ts';
import type { SearchSources } from './files.ts';

/** What the build thread begins with. */
export type BuildInput = { readonly dataDir: string; readonly sources: SearchSources };

/** What it is told; `number` grows with every request. */
export type BuildRequest =
  /** There may be something new. */
  | { readonly kind: 'wake'; readonly number: number }
  /** The read model's file is about to be made anew. */
  | { readonly kind: 'release'; readonly number: number }
  | { readonly kind: 'close' };

/** What it tells; `number` is of the last request, carried out where the state is not `building`. */
export type BuildMessage =
  | {
      readonly kind: 'progress';
      readonly state: 'building' | 'ready';
      readonly number: number;
      readonly progress: FeedProgress;
    }
  | { readonly kind: 'released'; readonly number: number }
  | { readonly kind: 'failed'; readonly number: number; readonly error: string };

/** A paper that is like another, by the key of its row in the read model. */
export type SimilarKey = { readonly key: number; readonly score: number };

/** What the thread that answers is asked; each call with its answer. */
export type QueryCalls = {
  search: { readonly input: SearchQuestion; readonly answer: SearchAnswer };
  count: { readonly input: string; readonly answer: number | null };
  hits: {
    readonly input: { readonly query: string; readonly keys: readonly number[] };
    readonly answer: ReadonlyMap<number, SearchHit>;
  };
  similar: {
    readonly input: { readonly key: number; readonly limit: number };
    readonly answer: readonly SimilarKey[];
  };
  complete: {
    readonly input: { readonly field: 'author' | 'org' | 'tag' | 'in'; readonly prefix: string };
    readonly answer: readonly string[];
  };
  /** Lets go of the files; the next question opens them again. */
  release: { readonly input: null; readonly answer: null };
};
export type QueryName = keyof QueryCalls;

/** A call with its input, told apart by its name. */
export type QueryCall = {
  [Name in QueryName]: { readonly name: Name; readonly input: QueryCalls[Name]['input'] };
}[QueryName];

export type QueryRequest = { readonly id: number; readonly call: QueryCall };

/** `error` is for a log. */
export type QueryReply =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };
