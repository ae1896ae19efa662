export { type ClaimResult, claimCore } from './claim.ts';
export { defaultDataDir, type Environment } from './data-dir.ts';
export {
  type LaunchContext,
  type LaunchOptions,
  type LaunchResult,
  parseLaunchOptions,
} from './launch-options.ts';
export {
  describeTrouble,
  isOpenToChoice,
  type RecoverResult,
  recover,
  type Trouble,
  type WayOut,
} from './trouble.ts';
