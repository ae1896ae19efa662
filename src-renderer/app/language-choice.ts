import { isLanguageChoice, type LanguageChoice } from './texts/language.ts';

/** The setting lies with the core, which answers only after the first paint; this is its mirror. */
const KEY = 'offprint.language';

/** What was last known of the setting; the machine's language where nothing is. */
export function keptChoice(): LanguageChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return isLanguageChoice(kept) ? kept : 'system';
  } catch {
    // A browser may refuse storage; the core's answer then decides a moment later.
    return 'system';
  }
}

/** Remembers the setting for the next start. */
export function keepChoice(choice: LanguageChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // As above.
  }
}
