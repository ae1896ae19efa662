import type { SyncMachine, SyncReason, SyncStatus } from '../../../../src-shared/contract/index.ts';
import { formatAge, formatList, formatNumber, plural } from '../format.ts';

type Kind = NonNullable<SyncStatus['target']>['kind'];

const kinds: Readonly<Record<Kind, string>> = {
  folder: 'Folder',
  webdav: 'WebDAV',
  couchdb: 'CouchDB',
};

const kindHints: Readonly<Record<Kind, string>> = {
  folder: 'One that Syncthing, Dropbox or a network disk brings to your machines.',
  webdav: 'Such as Nextcloud, or a web server’s folder.',
  couchdb: 'A server of your own, for large libraries and changes within seconds.',
};

/** Why machines are not in step, as a sentence. */
const reasons: Readonly<Record<SyncReason, string>> = {
  unreachable: 'The target cannot be reached.',
  busy: 'The target is busy.',
  refused: 'The target refused: name, password or rights do not suffice.',
  full: 'The target is full. Free some space there.',
  missing: 'The target is not there: no such folder or database.',
  exists: 'Another machine was just setting the same target up.',
  strange:
    'What is there cannot be a target: it answers like none, or lies in the data folder of a library.',
  emptied: 'The target was emptied: what your machines had left there is gone.',
  foreign: 'Another library lies there than the one this machine was in step with.',
  newer: 'A later version of Offprint wrote there. Update Offprint on this machine.',
  damaged: 'What tells whose target this is cannot be read. It may be half copied.',
  locked: 'The passphrase is wanted to go on.',
  'wrong-passphrase': 'This is not the target’s passphrase. Nothing was changed.',
  'key-missing':
    'The target’s keys are gone, so nothing there can be opened. They may not be copied yet.',
  'no-key-store': 'This system has no key store that could keep passphrase and password.',
  'weak-passphrase': 'This passphrase could be guessed. Take a longer one, or have one proposed.',
  encrypted: 'This target is encrypted. Its passphrase is wanted.',
  plain: 'This target is not encrypted, so a passphrase cannot be used there.',
  'would-delete': 'More of your library would be deleted than is taken over unasked.',
  disk: 'This machine’s disk failed or is full.',
  off: 'No target is set up.',
  stopped: 'The program was closed meanwhile.',
};

const platforms: Readonly<Record<string, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
};

/** How machines are in step, in one calm line. */
function state(status: SyncStatus, now: number): string {
  const { lastAt, unsent } = status;
  const waiting = `${plural(unsent, 'change', 'changes')} to send`;
  if (status.state === 'running') return unsent > 0 ? `Syncing… ${waiting}` : 'Syncing…';
  if (status.state === 'paused') return unsent > 0 ? `Paused. ${waiting}` : 'Paused';
  if (status.state === 'stopped') return unsent > 0 ? `Not in step. ${waiting}` : 'Not in step';
  if (unsent > 0) return `Waiting: ${waiting}`;
  return lastAt === null ? 'Not in step yet' : `In step, ${formatAge(lastAt, now)}`;
}

/** The same in a word or two. */
function shortState({ state, unsent }: SyncStatus, isPassing: boolean): string {
  if (state === 'running') return 'Syncing…';
  if (state === 'paused') return 'Sync paused';
  if (state === 'stopped' && !isPassing) return 'Sync stopped';
  if (unsent > 0) return `${formatNumber(unsent)} to send`;
  return isPassing ? 'Waiting to sync' : 'In step';
}

/** Machines in step: the section, the status bar, the acts. */
export const syncTexts = {
  acts: {
    now: 'Sync your machines now',
    pause: 'Pause syncing your machines',
    resume: 'Resume syncing your machines',
    passphrase: 'Change the sync passphrase…',
    recovery: 'Show the sync recovery sheet…',
    repair: 'Compare everything with the sync target',
    disconnect: 'Disconnect from the sync target…',
  },
  reasons,
  retried: 'It is tried again by itself.',
  state,
  shortState,
  announced: (why: string) => `Your machines are not in step. ${why}`,
  bar: 'Your machines',
  failed: 'The core could not do this. Nothing was changed.',
  setUp: {
    title: 'Keep your machines in step',
    hint: 'Your stars, notes, highlights and collections meet in storage of your own. There is no account, and no server of ours.',
    where: 'Where they meet',
    kinds,
    kindHints,
    path: 'Folder',
    pathHint: 'Its full path on this machine. It is made if it is not there.',
    pathExamples: { windows: 'C:\\Users\\ada\\Sync\\Offprint', other: '/home/ada/Sync/Offprint' },
    url: 'Address',
    urlHint: {
      webdav: 'Of the folder, such as https://cloud.example/remote.php/dav/files/ada/Offprint',
      couchdb: 'Of the server, such as https://couch.example:6984',
    },
    database: 'Database',
    user: 'User name',
    password: 'Password',
    encrypt: 'Encrypt what is stored there',
    encryptHint:
      'Nobody without the passphrase can read names or contents, not even who runs the storage.',
    passphrase: 'New passphrase',
    passphraseHint:
      'Every machine asks for it once. Without it and the recovery sheet nobody opens the target.',
    knownPassphrase: 'Passphrase of this target',
    knownPassphraseHint: 'The one that you chose on your first machine, or the recovery code.',
    propose: 'Propose one',
    show: 'Show',
    hide: 'Hide',
    showOf: (field: string) => `Show: ${field}`,
    hideOf: (field: string) => `Hide: ${field}`,
    plainThere: 'What is there is not encrypted, so this machine cannot encrypt either.',
    test: 'Test',
    testing: 'Testing…',
    connect: 'Connect',
    connecting: 'Connecting…',
    found: {
      new: 'This works. Nothing is there yet: this is your first machine.',
      encrypted: 'This works. Your machines meet here already, encrypted.',
      plain: 'This works. Your machines meet here already, not encrypted.',
    },
    openlyReadable:
      'Beware: others may read what goes there over the network. Take an https address if there is one.',
    problems: {
      path: 'A full path is wanted.',
      url: 'An address that begins with https:// or http:// is wanted, without a name or a password in it.',
      database: 'Small letters, digits and _$()+/- only, a letter first.',
      passphrase: 'A passphrase is wanted.',
      keep: 'Choose one of these.',
    },
  },
  keep: {
    keyStore: 'Passphrase and password stay in this system’s key store.',
    asked: 'This system has no key store. Where shall passphrase and password stay?',
    file: 'In a file of the data folder',
    fileHint: 'Who can read your files on this machine can read it.',
    session: 'Only until the program ends',
    sessionHint: 'You are asked again after each start.',
    places: {
      'key-store': 'in this system’s key store',
      file: 'in a file of the data folder',
      session: 'only until the program ends',
    },
  },
  target: {
    title: 'Target',
    encrypted: (place: string) => `Encrypted. This machine keeps what opens it ${place}.`,
    plain: 'Not encrypted.',
    plainWithPassword: (place: string) =>
      `Not encrypted. This machine keeps the password ${place}.`,
    unread: (count: number) =>
      `${plural(count, 'file there cannot', 'files there cannot')} be read yet. What is there is kept and tried again.`,
    newer: (count: number) =>
      `${plural(count, 'file there waits', 'files there wait')} for a later version of Offprint.`,
    now: 'Sync now',
    pause: 'Pause',
    resume: 'Resume',
    disconnect: 'Disconnect…',
    passphrase: 'Change passphrase…',
    recovery: 'Recovery sheet…',
    pdfs: 'Carry the PDFs that you brought',
    pdfsHint: 'PDFs that were fetched are fetched by each machine itself.',
    pdfsUp: (count: number) => `${plural(count, 'PDF waits', 'PDFs wait')} to go.`,
    pdfsDown: (count: number) => `${plural(count, 'PDF waits', 'PDFs wait')} to come.`,
    repair: 'Repair',
    repairHint: 'Compares everything again. Nothing is deleted by it.',
    repairing: 'Comparing everything…',
    ran: (changed: number, sent: number) =>
      changed === 0 && sent === 0
        ? 'All was in step already.'
        : `${formatNumber(changed)} came, ${formatNumber(sent)} went.`,
    paused: 'Paused.',
    resumed: 'Resumed.',
  },
  stopped: {
    title: 'Your machines are not in step',
    wouldDelete: (count: number | null) =>
      count === null
        ? 'Other machines deleted much of your library.'
        : `Other machines deleted ${plural(count, 'document', 'documents')} of your library.`,
    emptiedHint:
      'If a disk or network folder is just not there, bring it back first, then try again.',
    foreignHint: 'To join brings both libraries together; nothing is deleted.',
    offers: {
      delete: 'Delete them here too',
      keep: 'Keep them all',
      refill: 'Fill it again from this machine',
      join: 'Join this library',
      again: 'Try again',
      repair: 'Repair',
      disconnect: 'Disconnect…',
    },
    passphrase: 'Passphrase',
    passphraseHint: 'The recovery code does, too.',
    password: 'Password',
    unlock: 'Unlock',
    signIn: 'Try this password',
  },
  passphrase: {
    title: 'Change the passphrase',
    hint: 'From now on all is sealed with a new key. Your other machines will ask for the new passphrase.',
    field: 'New passphrase',
    submit: 'Change',
    cancel: 'Cancel',
    done: 'The passphrase is changed. Print a new recovery sheet: the old one is of no use now.',
  },
  disconnect: {
    title: 'Disconnect from the target?',
    what: 'This machine keeps its library and forgets the target. Nothing is deleted, here or there.',
    submit: 'Disconnect',
    cancel: 'Stay connected',
    done: 'Disconnected. Nothing was deleted.',
  },
  recovery: {
    title: 'Recovery sheet',
    what: 'Who holds this sheet can open what your machines store. Keep it as you keep a key, not beside the machine.',
    code: 'Recovery code',
    target: 'Target',
    made: 'Made on',
    use: 'If the passphrase is forgotten: set the target up and type this code in place of the passphrase.',
    none: 'There is no code: the target is not encrypted, or it is locked.',
    print: 'Print',
    close: 'Close',
  },
  machines: {
    title: 'Machines',
    hint: 'When each wrote to the target last, by its own clock.',
    name: 'Name',
    system: 'System',
    seen: 'Last seen',
    acts: 'Acts',
    never: 'Not yet',
    unknown: 'Unknown',
    isThis: 'this machine',
    rename: 'Rename',
    renameOf: (name: string) => `Rename: ${name}`,
    nameOf: (name: string) => `New name of ${name}`,
    save: 'Save',
    cancel: 'Cancel',
    renamed: (name: string) => `Renamed: ${name}`,
    platform: ({ platform }: SyncMachine) => platforms[platform] ?? platform,
  },
  hosts: {
    purpose: 'Your machines in step',
    requests: 'Not counted',
  },
  log: {
    title: 'What came and went',
    hint: 'Runs that moved nothing are left out.',
    none: 'Nothing has come or gone yet.',
    with: (machines: readonly string[]) => `with ${formatList(machines)}`,
    counts: (changed: number, sent: number) =>
      `${formatNumber(changed)} came, ${formatNumber(sent)} went`,
    merged: (count: number) =>
      `${plural(count, 'document was', 'documents were')} changed on both sides and merged:`,
    moreMerged: (count: number) => `and ${formatNumber(count)} more`,
    mergedIn: (fields: readonly string[]) => formatList(fields),
    losses: (count: number) => `${plural(count, 'value', 'values')} gave way to a later one:`,
    now: 'Now',
    before: (machine: string, when: string) => `Before, from ${machine}, ${when}`,
    putBack: 'Put back',
    putBackOf: (field: string, title: string) => `Put back: ${field}, ${title}`,
    isBack: 'Put back',
    done: (field: string, title: string) => `Put back: ${field}, ${title}`,
    gone: 'This value is not kept any more.',
    older: 'Show older runs',
    open: (title: string) => `Open: ${title}`,
  },
};
