import { QueryObserver } from '@tanstack/react-query';
import { whenSaved } from '../client.ts';
import { queries, queryClient } from '../queries.ts';
import { keepChoice } from './language-choice.ts';
import { language } from './texts/index.ts';
import { resolveLanguage } from './texts/language.ts';

/** Loads the window anew when the language of this machine is another one, once all is saved. */
export function followLanguage(): void {
  let leaving = false;
  new QueryObserver(queryClient, queries.machineSettings()).subscribe(({ data }) => {
    if (!data || leaving) return;
    keepChoice(data.language);
    if (resolveLanguage(data.language, navigator.languages) === language) return;
    leaving = true;
    void whenSaved().then(() => location.reload());
  });
}
