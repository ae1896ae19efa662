import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './app/tokens.css';
import './app/base.css';
import { keptChoice } from './app/language-choice.ts';
import { language, speak } from './app/texts/index.ts';
import { resolveLanguage } from './app/texts/language.ts';

const wanted = resolveLanguage(keptChoice(), navigator.languages);

async function begin(): Promise<void> {
  // A language that cannot be loaded is no reason to show nothing: English is here.
  await speak(wanted).catch(() => undefined);
  document.documentElement.lang = language;
  const { start } = await import('./start.tsx');
  start();
}

void begin();
