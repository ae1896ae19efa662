/** Why a target did not do what was asked. */
export type TargetReason =
  /** Nothing answers there now; trying later may help. */
  | 'unreachable'
  /** Somebody else holds it, or it asks to wait. */
  | 'busy'
  /** Name and password, or rights, do not do. */
  | 'refused'
  | 'full'
  /** There is no such file. */
  | 'missing'
  /** There is a file of that name already. */
  | 'exists'
  /** It answers in a way that no target of this kind should. */
  | 'strange';

/** What a target answered, or why it did not. */
export type TargetResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: TargetReason };

/** A file at a target: its name from the target's root, with `/`, and its size in bytes. */
export type TargetFile = { readonly name: string; readonly bytes: number };

/**
 * Storage of the user's that machines meet at: files that are written once and never changed. Names
 * have the letters a to z, digits, `.`, `-` and `/` only, at most two folders deep, so that every file
 * system can hold them. What is written by one machine may reach another late, in any order, in part,
 * or twice; a file that is read may be a half-copied one.
 */
export interface SyncTarget {
  /** All files below a folder (or all, for ``), in no order; an empty list where it is not there. */
  list(folder: string): Promise<TargetResult<readonly TargetFile[]>>;
  read(name: string): Promise<TargetResult<Uint8Array>>;
  /** Writes a whole new file or none; `exists` where one of the name is there. */
  write(name: string, bytes: Uint8Array): Promise<TargetResult<null>>;
  /** Removes a file; that it is not there is no failure. */
  remove(name: string): Promise<TargetResult<null>>;
  /**
   * Tells soon after something new may be there; stops by what it returns. A hint only: a target may
   * miss changes.
   */
  watch?(tell: () => void): () => void;
}

const NAME = /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*){0,2}$/;

/** Whether a name is one that a target's file may have. */
export function isTargetName(name: string): boolean {
  return NAME.test(name);
}
