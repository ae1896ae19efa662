import type { appTexts as english } from '../en/app.ts';
import { formatNumber, plural } from '../format.ts';

/** The frame: tabs, sidebar, palette, help, banners. */
export const appTexts: typeof english = {
  tabs: {
    label: 'Geöffnete Paper',
    library: 'Bibliothek',
    close: (title) => `${title} schließen`,
  },
  sidebar: {
    label: 'Bereiche',
    library: 'Bibliothek',
    latest: 'Heute',
    week: 'Diese Woche',
    trending: 'Im Trend',
    online: 'Online suchen',
    all: 'Alle Paper',
    readingList: 'Leseliste',
    unlisted: 'Selbst hinzugefügt',
    reading: 'Begonnen',
    starred: 'Mit Stern',
    highlights: 'Markierungen',
    notes: 'Notizen',
    duplicates: 'Dubletten',
    statistics: 'Statistik',
    trash: 'Papierkorb',
    collections: 'Sammlungen',
    tags: 'Schlagwörter',
    searches: 'Gespeicherte Suchen',
    resize: 'Breite der Seitenleiste',
    resizeDetails: 'Breite der Liste',
    count: (count) => plural(count, 'Paper', 'Paper'),
  },
  commands: 'Befehle',
  palette: {
    label: 'Befehle',
    placeholder: 'Befehl oder Ziel eingeben',
    none: 'Hier heißt nichts so',
    results: (count) => plural(count, 'Eintrag', 'Einträge'),
    kinds: {
      tab: 'Tab',
      collection: 'Sammlung',
      search: 'Gespeicherte Suche',
      tag: 'Schlagwort',
      note: 'Notiz',
    },
  },
  help: {
    title: 'Tasten',
    everywhere: 'Überall',
    library: 'In der Bibliothek',
    reader: 'Beim Lesen',
    settings: 'In den Einstellungen',
    close: 'Schließen',
  },
  connection: {
    connecting: 'Startet …',
    lost: 'Der Kern startet neu … Änderungen bleiben erhalten und werden gespeichert, sobald er wieder da ist.',
    gone: 'Offprint läuft nicht. Nach einem neuen Start werden die Änderungen von hier gespeichert.',
  },
  diskFull:
    'Der Datenträger ist voll, nichts kann gespeichert werden. Änderungen bleiben hier erhalten und werden gespeichert, sobald Platz ist.',
  damaged: 'Die Bibliothek ist beschädigt. Bitte zuerst zu einer Sicherung zurückkehren.',
  stuck:
    'Einige Änderungen sind noch nicht gespeichert. Sie bleiben hier erhalten und werden erneut gesendet.',
  failed: {
    message: (count) =>
      count === 1
        ? 'Eine Änderung konnte nicht gespeichert werden: Der Kern hat sie nicht angenommen.'
        : `${formatNumber(count)} Änderungen konnten nicht gespeichert werden: Der Kern hat sie nicht angenommen.`,
    dismiss: 'Schließen',
  },
  crashed: {
    title: 'Diese Ansicht ist stehen geblieben',
    message: 'In dieser Ansicht ist ein Fehler aufgetreten. Alles Vorherige ist gespeichert.',
    retry: 'Erneut zeigen',
  },
  loading: 'Wird geladen …',
  halves: { main: 'Linke Ansicht', beside: 'Rechte Ansicht' },
  status: {
    saving: 'Wird gespeichert …',
    saved: 'Auf diesem Rechner gespeichert',
  },
};
