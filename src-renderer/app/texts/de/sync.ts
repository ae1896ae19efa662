import type { SyncStatus } from '../../../../src-shared/contract/index.ts';
import type { syncTexts as english } from '../en/sync.ts';
import { formatAge, formatList, formatNumber, plural } from '../format.ts';

const reasons: typeof english.reasons = {
  unreachable: 'Das Ziel ist nicht erreichbar.',
  busy: 'Das Ziel ist beschäftigt.',
  refused: 'Das Ziel lehnt ab: Name, Passwort oder Rechte genügen nicht.',
  full: 'Das Ziel ist voll. Bitte dort Platz schaffen.',
  missing: 'Das Ziel ist nicht da: kein solcher Ordner, keine solche Datenbank.',
  exists: 'Ein anderes Gerät richtete gerade dasselbe Ziel ein.',
  strange:
    'Was dort ist, kann kein Ziel sein: es antwortet nicht wie eines oder liegt im Datenordner einer Bibliothek.',
  emptied: 'Das Ziel wurde geleert: was die Geräte dort abgelegt hatten, ist fort.',
  foreign: 'Dort liegt eine andere Bibliothek als die, mit der dieses Gerät abgeglichen war.',
  newer:
    'Eine spätere Version von Offprint hat dort geschrieben. Bitte Offprint auf diesem Gerät aktualisieren.',
  damaged:
    'Was sagt, wessen Ziel dies ist, lässt sich nicht lesen. Vielleicht ist es erst halb kopiert.',
  locked: 'Zum Weitermachen fehlt die Passphrase.',
  'wrong-passphrase': 'Das ist nicht die Passphrase des Ziels. Es wurde nichts geändert.',
  'key-missing':
    'Die Schlüssel des Ziels sind fort, deshalb lässt sich dort nichts öffnen. Vielleicht sind sie noch nicht kopiert.',
  'no-key-store':
    'Dieses System hat keinen Schlüsselspeicher, der Passphrase und Passwort behalten könnte.',
  'weak-passphrase':
    'Diese Passphrase ließe sich erraten. Besser ist eine längere oder eine vorgeschlagene.',
  encrypted: 'Dieses Ziel ist verschlüsselt. Es braucht seine Passphrase.',
  plain: 'Dieses Ziel ist nicht verschlüsselt, deshalb nützt dort keine Passphrase.',
  'would-delete': 'Es würde mehr von der Bibliothek gelöscht, als ungefragt übernommen wird.',
  disk: 'Die Festplatte dieses Geräts versagte oder ist voll.',
  off: 'Es ist kein Ziel eingerichtet.',
  stopped: 'Das Programm wurde zwischendurch beendet.',
};

const platforms: Readonly<Record<string, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
};

/** How machines are in step, in one calm line. */
function state(status: SyncStatus, now: number): string {
  const { lastAt, unsent } = status;
  const waiting = `${plural(unsent, 'Änderung', 'Änderungen')} zu senden`;
  if (status.state === 'running')
    return unsent > 0 ? `Abgleich läuft … ${waiting}` : 'Abgleich läuft …';
  if (status.state === 'paused') return unsent > 0 ? `Pausiert. ${waiting}` : 'Pausiert';
  if (status.state === 'stopped')
    return unsent > 0 ? `Nicht abgeglichen. ${waiting}` : 'Nicht abgeglichen';
  if (unsent > 0) return `Wartet: ${waiting}`;
  return lastAt === null ? 'Noch nicht abgeglichen' : `Abgeglichen, ${formatAge(lastAt, now)}`;
}

/** The same in a word or two. */
function shortState({ state, unsent }: SyncStatus, isPassing: boolean): string {
  if (state === 'running') return 'Abgleich läuft …';
  if (state === 'paused') return 'Abgleich pausiert';
  if (state === 'stopped' && !isPassing) return 'Abgleich angehalten';
  if (unsent > 0) return `${formatNumber(unsent)} zu senden`;
  return isPassing ? 'Abgleich wartet' : 'Abgeglichen';
}

/** Machines in step: the section, the status bar, the acts. */
export const syncTexts: typeof english = {
  acts: {
    now: 'Geräte jetzt abgleichen',
    pause: 'Abgleich der Geräte pausieren',
    resume: 'Abgleich der Geräte fortsetzen',
    passphrase: 'Passphrase des Abgleichs ändern …',
    recovery: 'Wiederherstellungsblatt des Abgleichs zeigen …',
    repair: 'Alles mit dem Ziel des Abgleichs vergleichen',
    disconnect: 'Vom Ziel des Abgleichs trennen …',
  },
  reasons,
  retried: 'Der nächste Versuch kommt von selbst.',
  state,
  shortState,
  announced: (why) => `Die Geräte sind nicht abgeglichen. ${why}`,
  bar: 'Eigene Geräte',
  failed: 'Das ging im Kern nicht. Es wurde nichts geändert.',
  setUp: {
    title: 'Geräte abgleichen',
    hint: 'Sterne, Notizen, Markierungen und Sammlungen treffen sich in eigenem Speicher. Es gibt kein Konto und keinen Server von uns.',
    where: 'Wo sie sich treffen',
    kinds: { folder: 'Ordner', webdav: 'WebDAV', couchdb: 'CouchDB' },
    kindHints: {
      folder: 'Einer, den Syncthing, Dropbox oder ein Netzlaufwerk auf die Geräte bringt.',
      webdav: 'Etwa Nextcloud oder der Ordner eines Webservers.',
      couchdb: 'Ein eigener Server, für große Bibliotheken und Änderungen binnen Sekunden.',
    },
    path: 'Ordner',
    pathHint: 'Sein voller Pfad auf diesem Gerät. Fehlt er, wird er angelegt.',
    pathExamples: {
      windows: 'C:\\Users\\ada\\Abgleich\\Offprint',
      other: '/home/ada/Abgleich/Offprint',
    },
    url: 'Adresse',
    urlHint: {
      webdav: 'Des Ordners, etwa https://cloud.example/remote.php/dav/files/ada/Offprint',
      couchdb: 'Des Servers, etwa https://couch.example:6984',
    },
    database: 'Datenbank',
    user: 'Benutzername',
    password: 'Passwort',
    encrypt: 'Verschlüsseln, was dort liegt',
    encryptHint:
      'Ohne die Passphrase liest niemand Namen oder Inhalte, auch nicht, wer den Speicher betreibt.',
    passphrase: 'Neue Passphrase',
    passphraseHint:
      'Jedes Gerät fragt einmal danach. Ohne sie und ohne das Wiederherstellungsblatt öffnet niemand das Ziel.',
    knownPassphrase: 'Passphrase dieses Ziels',
    knownPassphraseHint: 'Die auf dem ersten Gerät gewählte oder der Wiederherstellungscode.',
    propose: 'Eine vorschlagen',
    show: 'Zeigen',
    hide: 'Verbergen',
    showOf: (field) => `Zeigen: ${field}`,
    hideOf: (field) => `Verbergen: ${field}`,
    plainThere:
      'Was dort liegt, ist nicht verschlüsselt; deshalb verschlüsselt auch dieses Gerät nicht.',
    test: 'Prüfen',
    testing: 'Wird geprüft …',
    connect: 'Verbinden',
    connecting: 'Wird verbunden …',
    found: {
      new: 'Das geht. Dort ist noch nichts: dies ist das erste Gerät.',
      encrypted: 'Das geht. Hier treffen sich schon Geräte, verschlüsselt.',
      plain: 'Das geht. Hier treffen sich schon Geräte, unverschlüsselt.',
    },
    openlyReadable:
      'Vorsicht: Andere können mitlesen, was übers Netz dorthin geht. Besser ist eine https-Adresse, falls es eine gibt.',
    problems: {
      path: 'Hier gehört ein voller Pfad hin.',
      url: 'Hier gehört eine Adresse hin, die mit https:// oder http:// beginnt, ohne Name und Passwort darin.',
      database: 'Nur kleine Buchstaben, Ziffern und _$()+/-, zuerst ein Buchstabe.',
      passphrase: 'Hier gehört eine Passphrase hin.',
      keep: 'Bitte eines davon wählen.',
    },
  },
  keep: {
    keyStore: 'Passphrase und Passwort bleiben im Schlüsselspeicher dieses Systems.',
    asked: 'Dieses System hat keinen Schlüsselspeicher. Wo sollen Passphrase und Passwort bleiben?',
    file: 'In einer Datei des Datenordners',
    fileHint: 'Wer auf diesem Gerät die eigenen Dateien lesen kann, kann sie lesen.',
    session: 'Nur bis zum Ende des Programms',
    sessionHint: 'Nach jedem Start wird erneut gefragt.',
    places: {
      'key-store': 'im Schlüsselspeicher dieses Systems',
      file: 'in einer Datei des Datenordners',
      session: 'nur bis zum Ende des Programms',
    },
  },
  target: {
    title: 'Ziel',
    encrypted: (place) => `Verschlüsselt. Was es öffnet, behält dieses Gerät ${place}.`,
    plain: 'Nicht verschlüsselt.',
    plainWithPassword: (place) => `Nicht verschlüsselt. Das Passwort behält dieses Gerät ${place}.`,
    unread: (count) =>
      `${plural(count, 'Datei lässt', 'Dateien lassen')} sich dort noch nicht lesen. Was da ist, bleibt liegen und wird wieder versucht.`,
    newer: (count) =>
      `${plural(count, 'Datei wartet', 'Dateien warten')} dort auf eine spätere Version von Offprint.`,
    now: 'Jetzt abgleichen',
    pause: 'Pausieren',
    resume: 'Fortsetzen',
    disconnect: 'Trennen …',
    passphrase: 'Passphrase ändern …',
    recovery: 'Wiederherstellungsblatt …',
    pdfs: 'Selbst hinzugefügte PDFs mitnehmen',
    pdfsHint: 'Was aus dem Netz kam, lädt jedes Gerät selbst.',
    pdfsUp: (count) => `${plural(count, 'PDF wartet', 'PDFs warten')} auf das Senden.`,
    pdfsDown: (count) => `${plural(count, 'PDF wartet', 'PDFs warten')} auf das Holen.`,
    repair: 'Reparieren',
    repairHint: 'Vergleicht alles noch einmal. Gelöscht wird dabei nichts.',
    repairing: 'Alles wird verglichen …',
    ran: (changed, sent) =>
      changed === 0 && sent === 0
        ? 'Alles war schon abgeglichen.'
        : `${formatNumber(changed)} gekommen, ${formatNumber(sent)} gegangen.`,
    paused: 'Pausiert.',
    resumed: 'Fortgesetzt.',
  },
  stopped: {
    title: 'Die Geräte sind nicht abgeglichen',
    wouldDelete: (count) =>
      count === null
        ? 'Andere Geräte haben viel von der Bibliothek gelöscht.'
        : `Andere Geräte haben ${plural(count, 'Dokument', 'Dokumente')} der Bibliothek gelöscht.`,
    emptiedHint:
      'Falls nur ein Laufwerk oder Netzordner gerade fehlt: erst zurückbringen, dann erneut versuchen.',
    foreignHint: 'Beitreten führt beide Bibliotheken zusammen; gelöscht wird nichts.',
    offers: {
      delete: 'Auch hier löschen',
      keep: 'Alle behalten',
      refill: 'Von diesem Gerät neu füllen',
      join: 'Dieser Bibliothek beitreten',
      again: 'Erneut versuchen',
      repair: 'Reparieren',
      disconnect: 'Trennen …',
    },
    passphrase: 'Passphrase',
    passphraseHint: 'Der Wiederherstellungscode geht auch.',
    password: 'Passwort',
    unlock: 'Entsperren',
    signIn: 'Dieses Passwort versuchen',
  },
  passphrase: {
    title: 'Passphrase ändern',
    hint: 'Von nun an ist alles mit einem neuen Schlüssel versiegelt. Die anderen Geräte fragen nach der neuen Passphrase.',
    field: 'Neue Passphrase',
    submit: 'Ändern',
    cancel: 'Abbrechen',
    done: 'Die Passphrase ist geändert. Das alte Wiederherstellungsblatt nützt nichts mehr; bitte ein neues drucken.',
  },
  disconnect: {
    title: 'Vom Ziel trennen?',
    what: 'Dieses Gerät behält seine Bibliothek und vergisst das Ziel. Gelöscht wird nichts, weder hier noch dort.',
    submit: 'Trennen',
    cancel: 'Verbunden bleiben',
    done: 'Getrennt. Es wurde nichts gelöscht.',
  },
  recovery: {
    title: 'Wiederherstellungsblatt',
    what: 'Wer dieses Blatt hat, kann öffnen, was die Geräte ablegen. Es will aufbewahrt sein wie ein Schlüssel, und nicht neben dem Gerät.',
    code: 'Wiederherstellungscode',
    target: 'Ziel',
    made: 'Stand',
    use: 'Falls die Passphrase vergessen ist: das Ziel einrichten und diesen Code anstelle der Passphrase eingeben.',
    none: 'Es gibt keinen Code: das Ziel ist nicht verschlüsselt oder gerade gesperrt.',
    print: 'Drucken',
    close: 'Schließen',
  },
  machines: {
    title: 'Geräte',
    hint: 'Wann jedes zuletzt ins Ziel schrieb, nach seiner eigenen Uhr.',
    name: 'Bezeichnung',
    system: 'Betriebssystem',
    seen: 'Zuletzt gesehen',
    acts: 'Handlungen',
    never: 'Noch nicht',
    unknown: 'Unbekannt',
    isThis: 'dieses Gerät',
    rename: 'Umbenennen',
    renameOf: (name) => `Umbenennen: ${name}`,
    nameOf: (name) => `Neuer Name von ${name}`,
    save: 'Sichern',
    cancel: 'Abbrechen',
    renamed: (name) => `Umbenannt: ${name}`,
    platform: ({ platform }) => platforms[platform] ?? platform,
  },
  hosts: {
    purpose: 'Abgleich der eigenen Geräte',
    requests: 'Nicht gezählt',
  },
  log: {
    title: 'Was kam und ging',
    hint: 'Läufe, die nichts bewegten, fehlen hier.',
    none: 'Noch ist nichts gekommen oder gegangen.',
    with: (machines) => `mit ${formatList(machines)}`,
    counts: (changed, sent) => `${formatNumber(changed)} gekommen, ${formatNumber(sent)} gegangen`,
    merged: (count) =>
      `${plural(count, 'Dokument war', 'Dokumente waren')} auf beiden Seiten geändert und zusammengeführt:`,
    moreMerged: (count) => `und ${formatNumber(count)} weitere`,
    mergedIn: (fields) => formatList(fields),
    losses: (count) => `${plural(count, 'Wert wich', 'Werte wichen')} einem späteren:`,
    now: 'Jetzt',
    before: (machine, when) => `Vorher, von ${machine}, ${when}`,
    putBack: 'Zurückholen',
    putBackOf: (field, title) => `Zurückholen: ${field}, ${title}`,
    isBack: 'Zurückgeholt',
    done: (field, title) => `Zurückgeholt: ${field}, ${title}`,
    gone: 'Dieser Wert ist nicht mehr aufbewahrt.',
    older: 'Ältere Läufe zeigen',
    open: (title) => `Öffnen: ${title}`,
  },
};
