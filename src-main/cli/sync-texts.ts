import type { SyncReason } from '../../src-shared/contract/index.ts';
import { counted } from './counted.ts';

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment as a user's clock shows it, with its day. */
export function momentText(time: number): string {
  return moment.format(time);
}

/** Wording of `machines`. */
export const machinesTexts = {
  about: 'List your machines, with when each wrote to the sync target last.',
  name: 'give this machine another name',
  notAName: 'Expected a name of 1 to 80 characters.',
  columns: { name: 'Name', platform: 'System', isThis: '', seen: 'Last seen', id: 'Id' },
  isThis: 'this machine',
  never: 'not yet',
  platforms: { linux: 'Linux', darwin: 'macOS', win32: 'Windows' } as Readonly<
    Record<string, string>
  >,
};

const files = (count: number, verb: (many: boolean) => string): string =>
  `${counted(count, 'file')} at the target ${verb(count !== 1)}`;

/** Wording of `sync-machines`. */
export const syncMachinesTexts = {
  about: 'Keep your machines in step: synchronise now, set up, look.',
  options: {
    choice:
      'go on after a stop: take others’ deletions over (delete) or undo them (keep), fill an emptied target again (refill), join another library (join)',
    repair: 'compare everything again; nothing is deleted by it',
    log: 'the last runs: what came, went and merged, and values that gave way',
    status: 'how this machine stands with the target',
    connect:
      'set up the target where your machines meet: a folder, webdav+https://user@host/path or couchdb+https://user@host:6984/database',
    kind: 'what a plain https:// address leads to',
    noEncryption: 'leave what is stored there readable',
    keep: 'where passphrase and password stay (without it, in the key store where there is one)',
    disconnect: 'forget the target; nothing is deleted, here or there',
    recovery: 'print the code that opens the target when the passphrase is forgotten',
    unlock: 'give passphrase or password again',
    environment:
      '\nEnvironment: what a terminal is asked for otherwise:\n  OFFPRINT_SYNC_PASSPHRASE  the passphrase of the target, or its recovery code\n  OFFPRINT_SYNC_PASSWORD    the password of its server',
  },
  misuse: {
    severalActs:
      'Name one of --choice, --repair, --log, --status, --connect, --disconnect, --recovery and --unlock.',
    ofConnect: '--kind and --no-encryption need --connect.',
    ofSecrets: '--keep needs --connect or --unlock.',
    kind: 'Say with --kind whether the address leads to webdav or couchdb.',
    address: {
      folder: 'The target is not a path of a folder.',
      webdav: 'The target is not an address such as webdav+https://user@host/path.',
      couchdb: 'The target is not an address such as couchdb+https://user@host:6984/database.',
      unknown: 'The target is neither a folder nor an address of WebDAV or CouchDB.',
    },
    noPassphrase:
      'Give a passphrase in OFFPRINT_SYNC_PASSPHRASE, or say --no-encryption: then whoever gets at the target can read what is there.',
    noSecret:
      'Give the passphrase in OFFPRINT_SYNC_PASSPHRASE, the password in OFFPRINT_SYNC_PASSWORD.',
    noKeyStore:
      'There is no key store here. Choose where passphrase and password stay: --keep file (in the data folder, readable to whoever can read your files) or --keep session (until the program ends; give them in the environment each time).',
  },
  ask: {
    passphrase: 'Passphrase of the target: ',
    newPassphrase: 'New passphrase: ',
    again: 'The same again: ',
    differ: 'The two are not the same.',
    password: 'Password: ',
  },
  cancelled: 'Cancelled; nothing was changed.',
  openlyReadable:
    'Others may read what goes to this address over the network; take an https address if there is one.',
  connected: (where: string, encrypted: boolean) =>
    `Your machines meet in ${where}, ${encrypted ? 'encrypted' : 'not encrypted'}.`,
  keepRecovery: 'Keep what --recovery prints in a safe place: it opens the target, too.',
  connectedBut: (problem: string) => `The target is set up, but not in step yet: ${problem}`,
  disconnected: 'The target is forgotten. Nothing was deleted, here or there.',
  wasOff: 'No target was set up.',
  recoveryWarning:
    'Whoever has this code can read everything at the target. Keep it as you keep a key.',
  noRecovery: 'There is no code: the target is not encrypted, or its passphrase is not known here.',
  inStep: 'All was in step already.',
  ran: (sent: number, changed: number, merged: number) =>
    `${counted(sent, 'document')} sent, ${changed} changed here, ${merged} merged.`,
  newer: (count: number) =>
    `${files(count, (many) => (many ? 'wait' : 'waits'))} for a later version of Offprint.`,
  unread: (count: number) =>
    `${files(count, () => 'cannot')} be read yet; what is there is kept and tried again.`,
  inKeyStore:
    'Passphrase and password lie in this system’s key store, which only a running Offprint opens: start it, or give them with --unlock and --keep.',
  status: {
    labels: {
      target: 'Target',
      encrypted: 'Encrypted',
      secrets: 'Secrets stay',
      state: 'State',
      trouble: 'Trouble',
      lastAt: 'Last in step',
      unsent: 'To send',
      newer: 'Waiting',
      unread: 'Unread',
    },
    states: {
      off: 'off',
      waiting: 'waiting for changes',
      running: 'running',
      paused: 'paused',
      stopped: 'stopped',
    },
    places: {
      'key-store': 'in this system’s key store',
      file: 'in a file of the data folder',
      session: 'only until the program ends',
    },
    yes: 'yes',
    no: 'no',
    never: 'not yet',
    documents: (count: number) => counted(count, 'document'),
  },
  log: {
    none: 'Nothing has come or gone yet.',
    with: (machines: readonly string[]) => ` with ${machines.join(', ')}`,
    ran: (sent: number, changed: number, merged: number) =>
      `${sent} sent, ${changed} changed here, ${merged} merged`,
    merged: (what: string, fields: readonly string[]) => `merged: ${what} (${fields.join(', ')})`,
    more: (count: number) => `and ${count} more`,
    loss: (what: string, field: string) => `gave way: ${what}, ${field}`,
    was: (value: string, machine: string, when: string) => `was ${value} (${machine}, ${when})`,
    is: (value: string) => `is ${value}`,
    isBack: 'put back since',
  },
};

const REASONS: Readonly<Record<Exclude<SyncReason, 'would-delete'>, string>> = {
  unreachable: 'The target cannot be reached; try again later.',
  busy: 'The target is busy; try again later.',
  refused:
    'The target refused: name, password or rights do not suffice. OFFPRINT_SYNC_PASSWORD or --unlock gives another password.',
  full: 'The target is full; free some space there.',
  missing: 'The target is not there: no such folder, address or database.',
  exists: 'Another machine was just setting the same target up; try again.',
  strange:
    'What is there cannot be a target: it answers like none, or lies in the data folder of a library.',
  emptied:
    'The target was emptied. If a disk or network folder is just not there, bring it back; --choice refill fills it again from this machine.',
  foreign:
    'Another library lies at the target than the one this machine was in step with. --choice join brings both together; nothing is deleted.',
  newer: 'A later version of Offprint wrote to the target; update this one.',
  damaged:
    'What tells whose target this is cannot be read; it may be half copied. Try again later.',
  locked: 'The passphrase is wanted to go on: --unlock takes it.',
  'wrong-passphrase': 'This is not the target’s passphrase; nothing was changed.',
  'key-missing': 'The target’s keys are gone, or not copied yet; nothing there can be opened.',
  'no-key-store': 'This system has no key store that could keep passphrase and password.',
  'weak-passphrase': 'This passphrase could be guessed; take one of at least 8 characters.',
  encrypted:
    'The target is encrypted: give its passphrase in OFFPRINT_SYNC_PASSPHRASE, and leave --no-encryption out.',
  plain: 'The target is not encrypted; --no-encryption joins it as it is.',
  disk: 'This machine’s disk failed or is full.',
  off: 'No target is set up: --connect TARGET does it, --help tells how.',
  stopped: 'Stopped before the end; the next run goes on from there.',
};

/** Why machines are not in step, as a sentence; `documents` would be deleted. */
export function syncMessage(reason: SyncReason, documents: number | null): string {
  if (reason !== 'would-delete') return REASONS[reason];
  const what = documents === null ? 'much' : counted(documents, 'document');
  return `Other machines deleted ${what} of your library; nothing was deleted here. --choice keep brings it all back there, --choice delete deletes it here, too.`;
}
