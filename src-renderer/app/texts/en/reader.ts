/** The reader. */
export const readerTexts = {};
