import { homedir } from 'node:os';
import { join } from 'node:path';

/** Variables of the environment by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of the user's library where nobody says otherwise, by each system's custom. */
export function defaultDataDir(env: Environment, platform: NodeJS.Platform): string {
  const home = env.HOME || env.USERPROFILE || homedir();
  if (platform === 'win32')
    return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Offprint');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Offprint');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'offprint');
}
