/** Notes. */
export const notesTexts = {};
