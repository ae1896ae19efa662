import type { RecoverResult, Trouble, WayOut } from '../core/index.ts';

type Newest = Trouble['newestBackup'];
type Choice = { label: string; about: (newest: Newest) => string };

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

/** Wording of the page that stands in the interface's place while the library cannot be opened. */
export const recoveryTexts = {
  title: 'Offprint',
  headings: {
    'database-damaged': 'The library is damaged',
    'database-missing': 'The library is missing',
    'newer-version': 'The library is of a newer Offprint',
    'disk-full': 'The disk is full',
    'disk-error': 'The disk cannot be read or written',
    'folder-unwritable': 'The data folder cannot be written',
    running: 'The data folder is in use',
  } satisfies Record<Trouble['reason'], string>,
  explanations: {
    'database-damaged':
      'The file library.sqlite can no longer be read, perhaps after a fault of the disk. Nothing was changed in it.',
    'database-missing':
      'The file library.sqlite is no longer in the data folder, though other parts of your library are. If you moved it, put it back and try again.',
    'newer-version':
      'A newer version of Offprint has written this library. This one leaves it alone, so that nothing is lost: please update Offprint.',
    'disk-full': 'There is no room left to open the library. Free some room, then try again.',
    'disk-error':
      'The system reports faults when the library is read or written. Check the disk, then try again.',
    'folder-unwritable': 'Offprint may not write to its data folder. Allow it, then try again.',
    running: 'Another Offprint is at work there. Try again when it has finished.',
  } satisfies Record<Trouble['reason'], string>,
  folder: (dataDir: string) => `Data folder: ${dataDir}`,
  choices: {
    'restore-newest': {
      label: 'Restore the newest backup',
      about: (newest) =>
        `It is of ${newest ? moment.format(newest.at) : ''} and was checked just now. What is there at present is kept aside.`,
    },
    'start-empty': {
      label: 'Start with an empty library',
      about: () => 'What is there at present is kept aside; backups and PDFs stay where they are.',
    },
    'try-again': { label: 'Try again', about: () => 'Nothing is changed.' },
    quit: { label: 'Quit Offprint', about: () => 'Nothing is changed.' },
  } satisfies Record<WayOut | 'quit', Choice> as Record<WayOut | 'quit', Choice>,
  failures: {
    'not-a-library': 'The backup is no library.',
    damaged: 'The backup is damaged. Nothing was changed.',
    'newer-version': 'A newer Offprint wrote it. Nothing was changed.',
    'disk-full': 'The disk is full. Nothing was changed.',
    'disk-error': 'The file system refused. The library is as it was.',
    running: 'Another Offprint is at work in the data folder. Nothing was changed.',
    'no-backup': 'There is no good backup any more. Nothing was changed.',
    'folder-unwritable': 'The data folder cannot be written. Nothing was changed.',
    'database-damaged': 'That did not help: the library is still damaged.',
    'database-missing': 'That did not help: the library is still missing.',
  } satisfies Record<Extract<RecoverResult, { ok: false }>['reason'], string>,
  still: 'That did not help: it is still as it was.',
  ended: 'Offprint has ended',
  endedMore: 'You can close this page.',
};
