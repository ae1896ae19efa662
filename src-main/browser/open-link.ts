import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether somebody sits before a display of this machine. */
export function hasDisplay(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return true;
  if (platform === 'darwin') return env.SSH_CONNECTION === undefined;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The system's own command that opens a link. No shell reads the link. */
export function openCommand(link: string, platform: NodeJS.Platform): [string, string[]] {
  if (platform === 'win32') return ['rundll32.exe', ['url.dll,FileProtocolHandler', link]];
  if (platform === 'darwin') return ['open', [link]];
  return ['xdg-open', [link]];
}

/** Opens the link in the default browser. A system that cannot is no error: the link was printed. */
export function openLink(link: string, platform: NodeJS.Platform = process.platform): void {
  const [command, args] = openCommand(link, platform);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
