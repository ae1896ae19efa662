/** What the Electron shell says outside the interface. */
export const electronTexts = {
  running: 'Offprint is running in its own window',
  runningAt: (link: string) => `Offprint is running at ${link}`,
  newWindow: 'New Window',
  file: 'File',
  view: 'View',
  title: 'Offprint could not start',
  busy: (dataDir: string) => `Another Offprint command is at work in ${dataDir}; try again later.`,
  folderUnwritable: (dataDir: string) =>
    `Nothing can be written to the data folder ${dataDir}; allow it, or choose another with --data-dir.`,
  diskFull: (dataDir: string) =>
    `The disk that holds ${dataDir} is full; free some room and start again.`,
  diskError: (dataDir: string) => `The disk that holds ${dataDir} cannot be read or written.`,
  databaseDamaged: (dataDir: string) =>
    `The library in ${dataDir} is damaged. It was left as it is.`,
  databaseMissing: (dataDir: string) => `The file with the library is gone from ${dataDir}.`,
  newerVersion: (dataDir: string) =>
    `The library in ${dataDir} was written by a newer Offprint; this one leaves it alone.`,
  badOption: (name: string) => `This option or variable is not understood: ${name}`,
  crashed: 'The part that keeps the library ended again and again. Nothing saved is lost.',
};

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

/** Of the dialog that offers ways out of a start that failed. `at` is the newest backup's time. */
export const waysOutTexts = {
  labels: {
    'restore-newest': 'Restore Backup',
    'start-empty': 'Start Empty',
    'try-again': 'Try Again',
    quit: 'Quit',
  },
  about: {
    'restore-newest': (at: number) =>
      `Restore Backup: the newest good one is of ${moment.format(at)}. What is there at present is kept aside.`,
    'start-empty': () =>
      'Start Empty: begins an empty library. What is there at present is kept aside; backups and PDFs stay where they are.',
    'try-again': () => '',
  },
  notHelped: (sentence: string) => `That did not help. ${sentence}`,
};
