import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './project.mjs';

const WINDOWS = process.platform === 'win32';

/**
 * Runs a command to its end. Its output goes to our stderr (`say`), or is collected (`output`).
 * `timeoutMs` ends it and all that it started. Resolves `{ code, output, timedOut }`; code 127 where
 * the command could not be started.
 */
export function run(command, args, { say = false, timeoutMs = 0, env = {}, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: say ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that nothing that it started is left behind.
      detached: !WINDOWS,
      shell,
      windowsHide: true,
    });
    let output = '';
    let timedOut = false;
    const collect = (data) => {
      output += data;
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const end = () => endTree(child.pid);
    const timer =
      timeoutMs > 0 &&
      setTimeout(() => {
        timedOut = true;
        end();
      }, timeoutMs);
    const stopFollowing = endWithUs(end);
    const settle = (code) => {
      clearTimeout(timer);
      stopFollowing();
      end();
      resolve({ code, output, timedOut });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      settle(127);
    });
    child.once('close', (code) => settle(code ?? 1));
  });
}

/** Ends a process and all of its group; what has ended already is no error. */
function endTree(pid) {
  if (pid === undefined) return;
  if (WINDOWS) spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
  else
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group is gone.
    }
}

/** Interrupting a tool interrupts what it runs. */
function endWithUs(end) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const stop = (signal) => {
    end();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of signals) process.once(signal, stop);
  const stopWatching = watchNpm(() => stop('SIGTERM'));
  return () => {
    stopWatching();
    for (const signal of signals) process.off(signal, stop);
  };
}

/** npm's shell dies of a signal without passing it on; then the program would be left behind. */
function watchNpm(onGone) {
  if (process.env.npm_lifecycle_event === undefined || WINDOWS) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, 500);
  return () => clearInterval(timer);
}

function onTerminal() {
  return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
}

/**
 * Runs the program in the foreground: our terminal is its terminal, signals are passed on, and it
 * ends when we do, since it sees the channel between us close. `onOutput` is handed what it prints
 * to stdout, in place of the terminal. Resolves its exit code, or 128 and the number of the signal.
 */
export function runProgram(command, args, { env = {}, channel = true, onOutput } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['inherit', onOutput ? 'pipe' : 'inherit', 'inherit'];
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: channel ? [...stdio, 'ipc'] : stdio,
    });
    child.stdout?.on('data', onOutput);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => {
        // A terminal's Ctrl+C reaches the program by itself; twice would mean "at once".
        if (signal !== 'SIGINT' || !onTerminal()) child.kill(signal);
      });
    const stopWatching = watchNpm(() => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      stopWatching();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
