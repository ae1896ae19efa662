/** What opening the demo came to; `url` null: the shell opened a window of its own. */
export type OpenDemoResult =
  | { ok: true; url: string | null }
  | { ok: false; reason: 'not-supported' | 'did-not-start' };

/**
 * The system's key store (SAFE-4). `available` is asked before each use, since on some systems the
 * first question makes the user unlock a keyring. `set` rejects where no key store is available, so
 * that no secret is ever kept in the clear.
 */
export type SecretStore = {
  available(): Promise<boolean>;
  /** Null where nothing was kept under this name, or the key that locked it is gone. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
};

/** What only the shell around the core can do. */
export type Host = {
  canOpenDemo: boolean;
  /** Starts the demo beside this program, in a data folder of its own. */
  openDemo(): Promise<OpenDemoResult>;
  /** Brings the program to the front; `url` is the browser shell's link. */
  activate(): Promise<{ url: string | null }>;
  /**
   * Closes this core, once what is being answered was sent, and opens one on the same folder, with a
   * new epoch. Does nothing where no shell could.
   */
  restart(): void;
  secrets: SecretStore;
};
