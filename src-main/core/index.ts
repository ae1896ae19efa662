/** The core's face: all that shells and the command line may know of it. */
export { type Core, type CoreOptions, type OpenCoreResult, openCore } from './core.ts';
export type { Host, OpenDemoResult, SecretStore } from './host.ts';
export * from './launch/index.ts';
export type { Origins } from './listings/index.ts';
export { type Endpoint, readEndpoint } from './lock/index.ts';
export {
  type RestoreLibraryResult,
  restoreLibrary,
  type StartEmptyResult,
  startEmpty,
} from './restore.ts';
export * from './serve/index.ts';
export { couchAddress } from './sync/index.ts';
