/** What a browser shows when it is not let in. */
export const serveTexts = {
  title: 'Offprint',
  noKey: 'This link lacks its key; use the link that `npm start` printed.',
  wrongPlace: 'This address is not Offprint’s own; use the link that `npm start` printed.',
  entering: 'Opening Offprint …',
};
