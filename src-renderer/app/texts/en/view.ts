import type { UserSettings } from '../../../../src-shared/contract/index.ts';

const spreads: Readonly<Record<'none' | 'two' | 'cover', string>> = {
  none: 'One page',
  two: 'Two pages',
  cover: 'Two pages after the cover',
};

const themes: Readonly<Record<UserSettings['pageTheme'], string>> = {
  paper: 'Paper',
  sepia: 'Sepia',
  dark: 'Dark',
  system: 'As the interface',
};

/** How the pages of a document lie and look. */
export const viewTexts = {
  label: 'View of the pages',
  rotation: 'Rotation',
  rotateRight: 'Rotate to the right',
  rotateLeft: 'Rotate to the left',
  spread: 'Pages side by side',
  spreads,
  toggleSpread: 'Two pages side by side',
  theme: 'Look of the pages',
  themes,
  themeAct: (theme: string) => `Look of the pages: ${theme}`,
  thumbnails: 'Pages',
  showThumbnails: 'Show the pages as thumbnails',
  zoom: 'Zoom',
  zoomTo: (percent: number) => `Zoom to ${percent} %`,
  actualSize: 'Actual size',
  spoken: {
    rotated: (degrees: number) =>
      degrees === 0 ? 'Pages upright' : `Pages rotated by ${degrees} degrees`,
  },
};
