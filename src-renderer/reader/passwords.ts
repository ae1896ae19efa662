const remembered = new Map<string, string>();

/** The password that the user had kept for a file, until the program is closed (READ-7). */
export const passwordOf = (sha256: string): string | undefined => remembered.get(sha256);

/** Keeps a file's password in this window's memory; it is written nowhere. */
export function rememberPassword(sha256: string, password: string): void {
  remembered.set(sha256, password);
}
