import type { UserSettings } from '../../../src-shared/contract/index.ts';

/** The looks that pages can have, as menus and settings list them. */
export const PAGE_THEMES: readonly UserSettings['pageTheme'][] = [
  'paper',
  'sepia',
  'dark',
  'system',
];
