/** What the Electron shell says outside the interface. */
export const electronTexts = {
  running: 'Offprint is running in its own window',
  runningAt: (link: string) => `Offprint is running at ${link}`,
  newWindow: 'New Window',
  file: 'File',
  view: 'View',
  title: 'Offprint could not start',
  busy: (dataDir: string) => `Another Offprint command is at work in ${dataDir}; try again later.`,
  folderUnwritable: (dataDir: string) => `The data folder ${dataDir} cannot be written.`,
  diskFull: (dataDir: string) => `The disk that holds ${dataDir} is full.`,
  databaseDamaged: (dataDir: string) =>
    `The database in ${dataDir} is damaged. “npm run offprint -- doctor” says more.`,
  newerVersion: (dataDir: string) => `The data in ${dataDir} was written by a newer Offprint.`,
  badOption: (name: string) => `This option or variable is not understood: ${name}`,
  crashed: 'The part that keeps the library ended again and again. Nothing saved is lost.',
};
