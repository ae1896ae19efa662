/** What the browser shell says to its terminal: one sentence each. */
export const browserTexts = {
  running: (link: string) => `Offprint is running at ${link}`,
  runningElsewhere: 'Offprint is already running in its own window.',
  busy: (dataDir: string) => `Another Offprint command is at work in ${dataDir}; try again later.`,
  portInUse: (port: number) =>
    `Port ${port} is in use by another program; choose another, or leave --port out.`,
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
  interfaceMissing: 'The interface is not built; run `npm start` or `npm run build`.',
  unknownOption: (name: string) => `Unknown or incomplete option: ${name}`,
  badPort: '--port takes a number from 1 to 65535.',
  badOrigin: (name: string) => `${name} takes an address such as https://huggingface.co.`,
  failed: (detail: string) => `Offprint could not start: ${detail}`,
};
