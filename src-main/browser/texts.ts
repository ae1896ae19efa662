/** What the browser shell says to its terminal: one sentence each. */
export const browserTexts = {
  running: (link: string) => `Offprint is running at ${link}`,
  runningElsewhere: 'Offprint is already running in its own window.',
  busy: (dataDir: string) => `Another Offprint command is at work in ${dataDir}; try again later.`,
  portInUse: (port: number) =>
    `Port ${port} is in use by another program; choose another, or leave --port out.`,
  folderUnwritable: (dataDir: string) => `The data folder ${dataDir} cannot be written.`,
  diskFull: (dataDir: string) => `The disk that holds ${dataDir} is full.`,
  databaseDamaged: (dataDir: string) =>
    `The database in ${dataDir} is damaged and was left as it is; \`npm run offprint -- restore\` brings back the newest good backup.`,
  newerVersion: (dataDir: string) => `The data in ${dataDir} was written by a newer Offprint.`,
  interfaceMissing: 'The interface is not built; run `npm start` or `npm run build`.',
  unknownOption: (name: string) => `Unknown or incomplete option: ${name}`,
  badPort: '--port takes a number from 1 to 65535.',
  badOrigin: (name: string) => `${name} takes an address such as https://huggingface.co.`,
  failed: (detail: string) => `Offprint could not start: ${detail}`,
};
