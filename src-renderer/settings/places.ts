/** Where backups lie in a data folder, written as its system writes paths. */
export function backupsFolder(dataDir: string): string {
  const separator = /^[A-Za-z]:\\|^\\\\/.test(dataDir) ? '\\' : '/';
  return `${dataDir}${separator}backups`;
}
