import type { shapesTexts as english } from '../en/shapes.ts';

/** Acts of keys on shapes that lie on a page. */
export const shapesTexts: typeof english = {
  move: {
    right: 'Markierung nach rechts verschieben',
    left: 'Markierung nach links verschieben',
    down: 'Markierung nach unten verschieben',
    up: 'Markierung nach oben verschieben',
  },
  resize: {
    right: 'Bereich verbreitern',
    left: 'Bereich verschmälern',
    down: 'Bereich höher machen',
    up: 'Bereich niedriger machen',
  },
  colourNames: { act: 'Farben benennen' },
  resized: 'Größe geändert',
};
