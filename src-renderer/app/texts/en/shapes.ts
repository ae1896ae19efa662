/** Acts of keys on shapes that lie on a page. */
export const shapesTexts = {
  move: {
    right: 'Move the mark to the right',
    left: 'Move the mark to the left',
    down: 'Move the mark down',
    up: 'Move the mark up',
  },
  resize: {
    right: 'Make the area wider',
    left: 'Make the area narrower',
    down: 'Make the area taller',
    up: 'Make the area less tall',
  },
  colourNames: { act: 'Name the colours' },
  resized: 'Resized',
};
