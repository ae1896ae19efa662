import type { MarkColour, MarkKind } from '../../../../src-shared/contract/index.ts';
import type { readerTexts as english } from '../en/reader.ts';
import { plural } from '../format.ts';

const colours: Readonly<Record<MarkColour, string>> = {
  yellow: 'Gelb',
  green: 'Grün',
  blue: 'Blau',
  pink: 'Rosa',
  purple: 'Violett',
};

const kinds: Readonly<Record<MarkKind, string>> = {
  highlight: 'Markierung',
  underline: 'Unterstreichung',
  strikeout: 'Durchstreichung',
  area: 'Bereich',
  ink: 'Zeichnung',
  note: 'Haftnotiz',
};

const made: Readonly<Record<MarkKind, string>> = {
  highlight: 'Markiert',
  underline: 'Unterstrichen',
  strikeout: 'Durchgestrichen',
  area: 'Bereich markiert',
  ink: 'Gezeichnet',
  note: 'Haftnotiz gesetzt',
};

/** Words that are read out are cut here: the listener knows what was meant. */
const SPOKEN_CHARACTERS = 200;

function spokenPart(words: string): string {
  return words.length > SPOKEN_CHARACTERS ? `${words.slice(0, SPOKEN_CHARACTERS)}…` : words;
}

/** The reader. */
export const readerTexts: typeof english = {
  colours,
  coloursWithin: colours,
  kinds,
  pages: (title) => `Seiten von ${title}`,
  page: (page, pages) => `Seite ${page} von ${pages}`,
  toolbar: 'Werkzeuge zum Lesen',
  pageNumber: 'Seitenzahl',
  pageCount: (pages) => `/ ${pages}`,
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  zoom: (percent) => `${percent} %`,
  zoomIs: (percent) => `Vergrößerung ${percent} Prozent`,
  fitWidth: 'Seitenbreite',
  highlightIn: (colour) => `In ${colour} markieren`,
  selectionTools: 'Ausgewählter Text',
  highlightTools: 'Markierung',
  changeTo: (colour) => `In ${colour} ändern`,
  copy: 'Kopieren',
  comment: 'Kommentar',
  tags: (count) => (count === 0 ? 'Schlagwörter geben' : 'Schlagwörter'),
  tagsOfMark: 'Schlagwörter dieser Markierung',
  filter: {
    label: 'Markierungen filtern',
    words: 'Nach Wörtern filtern',
    colours: 'Farben',
    only: (colour) => `Nur ${colour}`,
    kind: 'Art',
    allKinds: 'Alle Arten',
    tag: 'Schlagwort',
    allTags: 'Alle Schlagwörter',
    count: (shown, all) =>
      shown === all ? plural(all, 'Markierung', 'Markierungen') : `${shown} von ${all}`,
  },
  remove: 'Löschen',
  side: 'Markierungen und Notiz',
  tabs: {
    label: 'Markierungen und Notiz',
    highlights: (count) => (count === 0 ? 'Markierungen' : `Markierungen ${count}`),
    note: 'Notiz',
  },
  list: {
    label: 'Markierungen',
    empty: 'Noch keine Markierungen',
    emptyHint: 'Wörter auf einer Seite auswählen, dann 1 bis 5 drücken oder eine Farbe wählen.',
    where: (page, age) => `S. ${page} · ${age}`,
    lost: 'In dieser Version nicht gefunden',
    carried: (percent) => `mitgenommen, zu ${percent} % sicher`,
    likest: (percent) => `ähnlichste Stelle zu ${percent} % gleich`,
    lostTitle: (count) => `In dieser Version nicht gefunden: ${count}`,
    lead: (kind, colour, page) => `${kinds[kind]} in ${colour}, Seite ${page}:`,
  },
  status: (page, pages) =>
    `Seite ${page} von ${pages} · ${Math.round((100 * page) / pages)} % gelesen`,
  spoken: {
    found: (count) =>
      `Auf dieser Seite gefunden: ${plural(count, 'Wort', 'Wörter')}, markiert. Escape nimmt die Marken weg.`,
    selected: (words) => `Ausgewählt: ${spokenPart(words)}`,
    caretOn: 'Einfügemarke an. Pfeiltasten bewegen sie, mit Umschalt wählen sie aus.',
    caretOff: 'Einfügemarke aus.',
    made: (kind, colour) => `${made[kind]} in ${colour}`,
    recoloured: (colour) => `In ${colour} geändert`,
    changedKind: (kind) => `In ${kinds[kind]} geändert`,
    deleted: 'Markierung gelöscht',
    moved: 'Verschoben',
    undone: 'Rückgängig gemacht',
    redone: 'Wiederholt',
    copied: 'Kopiert',
    page: (page) => `Seite ${page}`,
  },
  acts: {
    nextScreen: 'Weiterblättern',
    previousScreen: 'Zurückblättern',
    firstPage: 'Erste Seite',
    lastPage: 'Letzte Seite',
    nextPage: 'Nächste Seite',
    previousPage: 'Vorige Seite',
    goToPage: 'Gehe zu Seite',
    actualSize: 'Originalgröße',
    fitPage: 'Ganze Seite',
    caret: 'Text mit der Tastatur auswählen',
    highlight: 'Auswahl markieren',
    usual: (colour) => `Ab jetzt in ${colour} markieren`,
    underline: 'Auswahl unterstreichen',
    strikeout: 'Auswahl durchstreichen',
    tools: {
      area: 'Bereich markieren',
      ink: 'Auf die Seite zeichnen',
      note: 'Haftnotiz setzen',
    },
    copy: 'Auswahl kopieren',
    clear: 'Auswahl aufheben',
    removeMark: 'Markierung löschen',
    comment: 'Markierung kommentieren',
    tagMark: 'Markierung verschlagworten',
    undo: 'Rückgängig beim Lesen',
    redo: 'Wiederholen beim Lesen',
    showHighlights: 'Markierungen zeigen',
    showNote: 'Notiz zeigen',
    move: {
      right: 'Einfügemarke nach rechts',
      left: 'Einfügemarke nach links',
      down: 'Einfügemarke nach unten',
      up: 'Einfügemarke nach oben',
      wordRight: 'Einfügemarke ein Wort nach rechts',
      wordLeft: 'Einfügemarke ein Wort nach links',
    },
    extend: {
      right: 'Auswahl nach rechts erweitern',
      left: 'Auswahl nach links erweitern',
      down: 'Auswahl nach unten erweitern',
      up: 'Auswahl nach oben erweitern',
      wordRight: 'Auswahl um ein Wort nach rechts erweitern',
      wordLeft: 'Auswahl um ein Wort nach links erweitern',
    },
  },
  opening: 'Wird geöffnet …',
  waiting: {
    none: 'Die PDF ist noch nicht auf diesem Rechner.',
    queued: 'Die PDF wartet darauf, geladen zu werden.',
    downloading: 'Die PDF wird geladen …',
    received: (done, all) => (all ? `${done} von ${all}` : done),
    progress: 'Laden der PDF',
    fetch: 'PDF laden',
    retry: 'Erneut versuchen',
    cancel: 'Anhalten',
  },
  password: {
    needed: 'Dieses PDF ist mit einem Passwort geschützt.',
    label: 'Passwort',
    wrong: 'Das ist nicht sein Passwort.',
    remember: 'Merken, bis Offprint geschlossen wird',
    open: 'Öffnen',
  },
  failure: {
    title: 'Diese PDF kann nicht gezeigt werden.',
    damaged: 'Sie ist beschädigt: Als PDF ist sie nicht lesbar.',
    missing: 'Ihre Datei konnte nicht geladen werden.',
    retry: 'Erneut versuchen',
  },
  unknown: 'Dieses Paper ist nicht in der Bibliothek.',
};
