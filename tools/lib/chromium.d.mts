/** A Chromium that is here: CHROME_PATH, an installed one, else Playwright's; null where there is none. */
export function findChromium(): string | null;
/** Brings a Chromium: Playwright's, else the system's, where this user may install. */
export function installChromium(): Promise<string | null>;
