export { type ClaimResult, claimCore } from './claim.ts';
export { defaultDataDir, type Environment } from './data-dir.ts';
export {
  type LaunchContext,
  type LaunchOptions,
  type LaunchResult,
  parseLaunchOptions,
} from './launch-options.ts';
