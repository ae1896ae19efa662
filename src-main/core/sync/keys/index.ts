export { KEYS, type KeyFile } from './key-file.ts';
export {
  changeKeys,
  followKeys,
  type Keys,
  type KeyTrouble,
  type MadeKeys,
  makeKeys,
  type OpenResult,
  openKeys,
  type RecoverySheet,
  recoverySheet,
  type WrapOptions,
} from './keys.ts';
export {
  changePassphrase,
  type KeyMeeting,
  type KeysResult,
  lockTarget,
  meetKeys,
  readKeyFiles,
  unlockTarget,
  writeKeyFile,
} from './meet.ts';
export { isGoodPassphrase, newPassphrase } from './passphrase.ts';
export type { Ring } from './ring.ts';
export { plain, type Sealer, sealerOf } from './sealer.ts';
