/** The languages that the interface speaks. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the user chose: a language, or the machine's. */
export type LanguageChoice = Language | 'system';

/** The language for a choice on a machine that prefers `preferred`, the most wanted first. */
export function resolveLanguage(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of preferred) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}

/** Whether a text names a choice of language. */
export const isLanguageChoice = (text: string | null): text is LanguageChoice =>
  text === 'system' || LANGUAGES.some((language) => language === text);
