import type { notesTexts as english } from '../en/notes.ts';
import { plural } from '../format.ts';

/** Notes. */
export const notesTexts: typeof english = {
  label: 'Notiz zu diesem Paper',
  freeLabel: 'Notiz',
  placeholder: 'Notiz schreiben. Markdown wird verstanden.',
  loading: 'Notiz wird geladen …',
  failed: 'Die Notiz konnte nicht geladen werden.',
  retry: 'Erneut versuchen',
  task: 'Erledigt',
  showSource: 'Markdown-Quelltext zeigen',
  empty: 'Noch keine Notiz',
  links: {
    offers: 'Papers und Notizen, auf die verwiesen werden kann',
    note: 'Notiz',
    noteOn: (paper: string) => `Notiz zu ${paper}`,
    open: 'Öffnen',
    dangling: 'Dieses Paper oder diese Notiz gibt es nicht mehr',
    unanswered: 'Dem Verweis konnte nicht gefolgt werden. Bitte noch einmal versuchen.',
    from: 'Verweise hierher',
    untitled: 'Notiz ohne Titel',
  },
  list: {
    title: 'Notizen',
    label: 'Notizen',
    pane: 'Notiz',
    create: 'Neue Notiz',
    write: 'In der Notiz schreiben',
    filter: 'Notizen filtern',
    found: (count: number) => plural(count, 'Notiz', 'Notizen'),
    more: (count: number) =>
      `${plural(count, 'ältere Notiz steht', 'ältere Notizen stehen')} nicht in der Liste. Mit dem Filter finden sie sich.`,
    empty: 'Noch keine Notizen. Hier eine beginnen oder in der Notiz eines Papers schreiben.',
    nothing: 'Keine Notiz hat diese Wörter.',
    none: 'Eine Notiz wählen oder eine neue beginnen.',
    untitled: 'Neue Notiz',
    free: 'Freie Notiz',
    ofPaper: 'Notiz zu einem Paper',
    openPaper: 'Paper öffnen',
    delete: 'Löschen',
    remove: 'Notiz löschen',
    removed: (title: string) => `Notiz „${title}“ gelöscht`,
    count: (count: number) => plural(count, 'Notiz', 'Notizen'),
  },
};
