import type { menuTexts as english } from '../en/menus.ts';
import { formatNumber } from '../format.ts';

/** The application menu and the context menus. */
export const menuTexts: typeof english = {
  open: 'Menü',
  names: {
    file: 'Datei',
    edit: 'Bearbeiten',
    view: 'Ansicht',
    go: 'Gehe zu',
    paper: 'Paper',
    help: 'Hilfe',
  },
  sort: 'Sortieren',
  filter: 'Filtern',
  theme: 'Erscheinungsbild',
  status: 'Status',
  settings: 'Einstellungen',
  machines: 'Abgleich der Geräte',
  /** What the system does by itself. */
  labels: {
    newWindow: 'Neues Fenster',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    reload: 'Neu laden',
    developerTools: 'Entwicklerwerkzeuge',
    fullScreen: 'Vollbild',
    window: 'Fenster',
    minimize: 'Minimieren',
    close: 'Fenster schließen',
    quit: 'Beenden',
  },
  of: {
    paper: 'Befehle für das Paper',
    papers: (count) => `Befehle für ${formatNumber(count)} Paper`,
    collection: (name) => `Befehle für die Sammlung ${name}`,
    search: (name) => `Befehle für die gespeicherte Suche ${name}`,
    section: (name) => `Befehle für ${name}`,
    tab: (title) => `Befehle für den Tab ${title}`,
    highlight: 'Befehle für die Markierung',
  },
};
