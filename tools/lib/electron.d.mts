/** Electron's program, or null. Never `require('electron')`: that would start the download. */
export function findElectron(folder?: string): string | null;
/** Whether there is a display to show a window on. */
export function hasDisplay(
  env?: Record<string, string | undefined>,
  platform?: NodeJS.Platform,
): boolean;
/** Whether an attempt failed within the last day. */
export function failedLately(path?: string, now?: number): boolean;
/** One attempt, of bounded time, by Electron's own installer. Null where it fails. */
export function fetchElectron(): Promise<string | null>;
/** Runs the program in Electron; null where it ended before its window opened. */
export function runElectron(program: string, args: readonly string[]): Promise<number | null>;
