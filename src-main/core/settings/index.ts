export { MachineSettingsStore, newlyOpened } from './machine.ts';
export { Settings } from './settings.ts';
