import { english, type Texts } from './en/index.ts';
import { formatIn } from './format.ts';
import type { Language } from './language.ts';

/**
 * Every text of the interface, by area. Modules read it as they are evaluated: the language is
 * chosen before, by `speak`, and a change of it loads the window anew.
 */
export let t: Texts = english;

/** The language that `t` is in. */
export let language: Language = 'en';

/** Fetches a language and makes it the one of `t` and of every format. English is always here. */
export async function speak(wanted: Language): Promise<void> {
  if (wanted === language) return;
  const texts = wanted === 'en' ? english : (await import('./de/index.ts')).german;
  t = texts;
  language = wanted;
  formatIn(wanted, texts.time);
}
