import type {
  ListingsStatus,
  SyncReport,
  UpstreamHealth,
} from '../../../../src-shared/contract/index.ts';
import type { settingsTexts as english } from '../en/settings.ts';
import { formatAge, formatBytes, formatClock, formatNumber, plural } from '../format.ts';
import { errorTexts } from './errors.ts';

/** How an upstream does, and until when it is left alone. */
function upstreamState(health: UpstreamHealth, now: number): string {
  const { state, until, failure, lastOkAt } = health;
  if (state === 'unused') return 'Seit dem Start nicht gefragt';
  if (state === 'ok')
    return lastOkAt === null ? 'Antwortet' : `Letzte Antwort ${formatAge(lastOkAt, now)}`;
  const why = failure ? errorTexts.upstream(failure, now) : 'Wird vorerst in Ruhe gelassen';
  const at = until ?? failure?.retryAt ?? null;
  // A request to wait names its time by itself.
  if (at === null || at <= now || (failure?.reason === 'rate-limited' && failure.retryAt !== null))
    return why;
  return `${why}; nächste Anfrage um ${formatClock(at, now)}`;
}

function syncResult({ days, failures }: SyncReport, now: number): string {
  const failed = failures[0];
  if (failed) return `${errorTexts.upstream(failed.failure, now)}.`;
  const papers = days.reduce((sum, day) => sum + day.papers, 0);
  const fresh = days.reduce((sum, day) => sum + day.new, 0);
  return `Gelesen: ${plural(papers, 'Paper', 'Paper')}, davon ${formatNumber(fresh)} neu.`;
}

function listingsState({ state, failure, syncedAt }: ListingsStatus, now: number): string {
  if (state === 'syncing') return 'Die Tageslisten werden gerade gelesen …';
  const last =
    syncedAt === null ? 'Noch nicht gelesen' : `Zuletzt gelesen ${formatAge(syncedAt, now)}`;
  return failure ? `${errorTexts.upstream(failure, now)}. ${last}` : last;
}

const findings: typeof english.health.findings = {
  'database-damaged': (subject) =>
    `Die Bibliothek ${subject} ist beschädigt. Bitte eine Sicherung zurückholen: siehe Sicherungen.`,
  'index-damaged': (subject) =>
    `Der Index ${subject} ist beschädigt. Er wird aus der Bibliothek aufgebaut.`,
  'index-behind': (subject) => `Der Index ${subject} hinkt der Bibliothek hinterher.`,
  'pdf-missing': (subject) => `Die PDF ${subject} ist aus dem Datenordner verschwunden.`,
  'pdf-damaged': (subject) => `Die PDF ${subject} ist nicht mehr, was gespeichert wurde.`,
  'pdf-orphan': (subject) => `Die PDF ${subject} gehört zu keinem Paper.`,
  'database-missing': (subject) => `Die Datei der Bibliothek ${subject} fehlt.`,
  'local-damaged': (subject) =>
    `${subject} mit Warteschlange und Fensteraufteilung dieses Rechners war beschädigt und wurde beiseitegelegt.`,
  'text-damaged': (subject) =>
    `${subject} mit den Texten der PDFs ist beschädigt; beim nächsten Start kann sie neu entstehen.`,
  'search-damaged': (subject) =>
    `Der Suchindex ${subject} ist beschädigt; er kann neu aufgebaut werden.`,
  'search-mismatch': (subject) => `Der Suchindex ${subject} passt nicht zur Bibliothek.`,
  'backup-damaged': (subject) => `Die Sicherung ${subject} ist nicht mehr, was angelegt wurde.`,
  leftover: (subject) => `${subject} ist von unterbrochener Arbeit übrig.`,
  'partial-download': (subject) => `${subject} ist von einem unfertigen Download übrig.`,
  'folder-unwritable': (subject) => `In ${subject} lässt sich nichts schreiben.`,
};

/** The settings: what every section says, and sources, backups, health. */
export const settingsTexts: typeof english = {
  title: 'Einstellungen',
  sections: {
    general: 'Allgemein',
    keyboard: 'Tastatur',
    sources: 'Quellen',
    backfill: 'Frühere Tageslisten',
    storage: 'PDFs und Speicherplatz',
    sync: 'Geräte',
    backups: 'Sicherungen',
    health: 'Zustand',
  },
  acts: {
    open: 'Einstellungen',
    close: 'Einstellungen schließen',
    show: (section) => `Einstellungen: ${section}`,
    backUp: 'Jetzt sichern',
    exportArchive: 'Alles exportieren',
    examine: 'Datenordner prüfen',
    pauseFiles: 'Downloads anhalten',
    resumeFiles: 'Downloads fortsetzen',
    retryFailed: 'Fehlgeschlagene Downloads erneut versuchen',
  },
  failed: 'Der Kern konnte das nicht ausführen. Bitte gleich noch einmal versuchen.',
  notAnswered: 'Der Kern konnte nicht sagen, wie es darum steht.',
  tryAgain: 'Erneut versuchen',
  showAll: (count) => `Alle ${formatNumber(count)} zeigen`,
  showFewer: 'Weniger zeigen',
  notNumber: (min, max) =>
    max === null
      ? `Eine Zahl ab ${formatNumber(min)}.`
      : `Eine Zahl von ${formatNumber(min)} bis ${formatNumber(max)}.`,
  general: {
    appearance: 'Darstellung',
    theme: 'Erscheinungsbild',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    language: 'Sprache',
    languages: { system: 'Wie das System', en: 'English', de: 'Deutsch' },
    languageHint: 'Beim Wechsel der Sprache lädt das Fenster neu.',
    highlights: 'Markierungen',
    colour: 'Farbe, wenn keine genannt ist',
    colourNames: 'Namen der Farben',
    nameOf: (colour) => `Name von ${colour}`,
    about: 'Über Offprint',
    version: (version) => `Offprint ${version}`,
    library: 'Die Bibliothek liegt in',
  },
  sources: {
    huggingFace: 'Hugging Face Daily Papers',
    hourly: 'Tageslisten stündlich lesen',
    hourlyHint: 'Heute und die letzten zwei Wochen, solange Offprint geöffnet ist.',
    state: listingsState,
    syncNow: 'Jetzt lesen',
    stop: 'Anhalten',
    trending: 'Im Trend',
    trendingCount: (count) =>
      count === 0
        ? 'Noch nicht gelesen'
        : `${plural(count, 'Paper', 'Paper')}, wie zuletzt gelesen`,
    readTrending: 'Trendliste jetzt lesen',
    synced: syncResult,
    arxiv: 'arXiv-Kategorien',
    arxivHint: 'Neue Paper dieser Kategorien kommen zweimal am Tag in die Bibliothek.',
    none: 'Noch keine Kategorie abonniert.',
    categories: 'Abonnierte Kategorien',
    readAt: (at, now) => (at === null ? 'Noch nicht gelesen' : `Gelesen ${formatAge(at, now)}`),
    remove: 'Entfernen',
    removeCategory: (category) => `${category} entfernen`,
    removed: (category) => `${category} entfernt`,
    add: 'Kategorie hinzufügen',
    addHint: 'Kürzel oder Wörter, etwa cs.CL oder robotics',
    added: (category) => `${category} hinzugefügt`,
    found: (count) => plural(count, 'Kategorie', 'Kategorien'),
    unknown: (text) => `arXiv hat keine Kategorie „${text}“.`,
    full: 'Mehr als fünfzig Kategorien sind nicht möglich.',
    readCategories: 'Jetzt lesen',
    versions: 'Neue Versionen',
    watch: 'Einmal in der Woche nach neuen Versionen sehen',
    watchHint: 'Von Papern mit Stern, Sammlung, Markierung oder Notiz.',
    hosts: 'Wohin Anfragen gehen',
    hostsHint: 'Offprint fragt diese Rechner und keine anderen. Gezählt seit dem Start.',
    host: 'Rechner',
    purpose: 'Wofür',
    requests: 'Anfragen',
    hostState: 'Zustand',
    purposes: {
      huggingface: 'Tageslisten, Einzelheiten, Suche',
      'arxiv-api': 'Paper nach Nummer, Kategorien, Suche',
      'arxiv-pdf': 'PDFs',
      media: 'Bilder von Papern',
    },
    upstreamState,
  },
  backups: {
    hint: 'Sicherungen entstehen stündlich, werden geöffnet und geprüft und mit der Zeit ausgedünnt.',
    where: 'Sie liegen in',
    list: 'Sicherungen',
    none: 'Es gibt noch keine Sicherung.',
    when: 'Wann',
    why: 'Warum',
    size: 'Größe',
    acts: 'Befehle',
    reasons: {
      automatic: 'Von selbst angelegt',
      manual: 'Von Hand angelegt',
      'before-migration': 'Vor einer Aktualisierung',
      'before-restore': 'Vor einer Wiederherstellung',
    },
    damaged: 'Beschädigt',
    backUp: 'Jetzt sichern',
    backingUp: 'Wird gesichert …',
    made: (bytes) => `Gesichert: ${formatBytes(bytes)}, geöffnet und geprüft.`,
    failures: {
      'disk-full': 'Der Datenträger ist voll. Bitte Platz schaffen und erneut versuchen.',
      'disk-error': 'Die Datei konnte nicht geschrieben werden.',
      damaged: 'Die Bibliothek ist beschädigt: siehe Zustand.',
      stopped: 'Das Programm wurde inzwischen geschlossen.',
    },
    restore: 'Wiederherstellen …',
    restoreOf: (when) => `Wiederherstellen … ${when}`,
    restoring: 'Wird wiederhergestellt … Das Programm startet danach mit dieser Bibliothek neu.',
    restored: 'Wiederhergestellt. Der Stand davor bleibt als Sicherung erhalten.',
    restoreFailures: {
      'not-found': 'Diese Sicherung gibt es nicht mehr.',
      'not-a-library': 'Diese Datei ist keine Bibliothek.',
      damaged: 'Diese Sicherung ist beschädigt. Bitte eine andere wählen.',
      'newer-version':
        'Diese Sicherung stammt von einer neueren Version von Offprint. Bitte zuerst aktualisieren.',
      'disk-full':
        'Der Datenträger ist voll, nichts wurde geändert. Bitte Platz schaffen und erneut versuchen.',
      'disk-error': 'Die Dateien konnten nicht geschrieben werden, nichts wurde geändert.',
      'not-supported':
        'So gestartet kann Offprint nicht wiederherstellen. Der Befehl „offprint restore“ kann es.',
      'no-word':
        'Der Kern kam nicht rechtzeitig zurück. Sobald er da ist, zeigt die Liste den Stand.',
    },
    confirm: {
      title: (when) => `Zurück zum Stand ${when}?`,
      what: 'Paper, Sterne, Markierungen und Notizen werden wieder, was sie damals waren.',
      kept: 'Die jetzige Bibliothek bleibt als Sicherung erhalten, der Weg zurück steht offen.',
      pdfs: 'PDFs auf diesem Rechner bleiben.',
      restore: 'Wiederherstellen',
      cancel: 'Abbrechen',
    },
    archive: 'Alles exportieren',
    archiveHint:
      'Eine Datei mit der ganzen Bibliothek und ihren PDFs, für den Umzug auf einen anderen Rechner.',
    export: 'Exportieren',
    exporting: 'Das Archiv wird geschrieben …',
    exported: (bytes, documents, pdfs) =>
      `${formatBytes(bytes)}: ${plural(documents, 'Eintrag', 'Einträge')} und ${plural(pdfs, 'PDF', 'PDFs')}.`,
    exportedTo: 'Es liegt in',
    saveArchive: 'Archiv sichern …',
    exportedHint: 'Bitte an einen eigenen Ort sichern: Nach einem Tag wird es von hier entfernt.',
  },
  health: {
    hint: 'Prüft die Bibliothek, den Index und jede PDF auf diesem Rechner.',
    check: 'Jetzt prüfen',
    checking: 'Wird geprüft … Bei vielen PDFs dauert das eine Weile.',
    fine: 'Alles in Ordnung.',
    found: (count) => `${plural(count, 'Auffälligkeit', 'Auffälligkeiten')} gefunden:`,
    findings,
    repaired: 'Repariert',
    repair: 'Reparieren',
    repairing: 'Wird repariert …',
    repairHint: 'Reparieren löscht nie etwas Selbstgemachtes.',
    left: 'Das Übrige lässt sich von hier aus nicht reparieren.',
  },
};
