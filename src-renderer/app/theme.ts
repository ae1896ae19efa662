import { QueryObserver } from '@tanstack/react-query';
import type { UserSettings } from '../../src-shared/contract/index.ts';
import { queries, queryClient } from '../queries.ts';

/** The theme to show for a setting on a system that prefers dark or not. */
export function resolveTheme(setting: UserSettings['theme'], dark: boolean): 'light' | 'dark' {
  if (setting === 'system') return dark ? 'dark' : 'light';
  return setting;
}

/** Keeps `data-theme` of the document as the settings and the system say. */
export function followTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let setting: UserSettings['theme'] = 'system';
  const apply = (): void => {
    document.documentElement.dataset.theme = resolveTheme(setting, system.matches);
  };
  system.addEventListener('change', apply);
  new QueryObserver(queryClient, queries.settings()).subscribe(({ data }) => {
    setting = data?.theme ?? setting;
    apply();
  });
  apply();
}
