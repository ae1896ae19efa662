export { type BrowserShellOptions, type BrowserShellResult, startBrowserShell } from './shell.ts';
export { failureSentence, startLine } from './wording.ts';
