import type { Texts } from '../en/index.ts';

/** How the pages of a document lie and look. */
export const viewTexts: Texts['view'] = {
  label: 'Ansicht der Seiten',
  rotation: 'Drehung',
  rotateRight: 'Nach rechts drehen',
  rotateLeft: 'Nach links drehen',
  spread: 'Seiten nebeneinander',
  spreads: {
    none: 'Eine Seite',
    two: 'Zwei Seiten',
    cover: 'Zwei Seiten nach dem Deckblatt',
  },
  toggleSpread: 'Zwei Seiten nebeneinander',
  theme: 'Aussehen der Seiten',
  themes: { paper: 'Papier', sepia: 'Sepiabraun', dark: 'Dunkel', system: 'Wie die Oberfläche' },
  themeAct: (theme) => `Aussehen der Seiten: ${theme}`,
  thumbnails: 'Seiten',
  showThumbnails: 'Seiten als Miniaturen zeigen',
  zoom: 'Vergrößerung',
  zoomTo: (percent) => `Auf ${percent} % vergrößern`,
  actualSize: 'Originalgröße',
  spoken: {
    rotated: (degrees) => (degrees === 0 ? 'Seiten aufrecht' : `Seiten um ${degrees} Grad gedreht`),
  },
};
