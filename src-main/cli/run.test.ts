import { expect, test } from 'vitest';
import { runTest, testPaper } from './test-core.ts';
import type { SessionReason } from './texts.ts';

const COMMANDS = [
  ...['sync', 'add', 'list', 'show', 'fetch-pdf', 'import', 'serve', 'doctor'],
  ...['machines', 'sync-machines'],
];
const list = { list: () => [testPaper()] };

test.each(COMMANDS)('[CLI-1] %s --help tells what it does and its options', async (command) => {
  const { code, stdout, stderr } = await runTest([command, '--help']);
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toContain(`Usage: offprint ${command}`);
  expect(stdout).toContain('--json');
});

test('[CLI-1] --help names every command, and the environment', async () => {
  const { code, stdout } = await runTest(['--help']);
  expect(code).toBe(0);
  for (const command of COMMANDS) expect(stdout).toContain(`\n  ${command} `);
  expect(stdout).toContain('OFFPRINT_ARXIV_PDF_ORIGIN');
});

test('[CLI-1] --version prints the version alone', async () => {
  expect(await runTest(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n', stderr: '' });
});

test.each([
  [[]],
  [['fly']],
  [['show']],
  [['show', 'a', 'b']],
  [['add']],
  [['fetch-pdf']],
  [['import']],
  [['list', '--fast']],
  [['list', '--limit', '0']],
  [['list', '--limit', 'many']],
  [['list', '--sort', 'colour']],
  [['list', '--status', 'lost']],
  [['list', '--date', '2026-02-30']],
  [['sync', '--date', 'yesterday']],
  [['sync', '--days', '61']],
  [['sync', '--to', '2026-06-12']],
  [['sync', '--date', '2026-06-12', '--days', '2']],
  [['serve', '--port', '99999']],
  [['list', '--hf-origin', 'nowhere']],
])('[CLI-2] %j is wrong usage: 2, and stdout stays empty', async (argv) => {
  const { code, stdout, stderr } = await runTest(argv);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).not.toBe('');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('[CLI-2] wrong usage is said in words', async () => {
  const { stderr } = await runTest(['sync', '--date', 'yesterday']);
  expect(stderr).toBe(
    "error: option '--date <day>' argument 'yesterday' is invalid. Expected a day such as 2026-06-12.\n",
  );
});

test('[START-6] an environment that is no address is wrong usage, named', async () => {
  const { code, stderr } = await runTest(['list'], { env: { OFFPRINT_HF_ORIGIN: 'hf' } });
  expect(code).toBe(2);
  expect(stderr).toContain('OFFPRINT_HF_ORIGIN');
});

test.each([
  'busy',
  'not-answering',
  'folder-unwritable',
  'disk-full',
  'database-damaged',
  'newer-version',
] satisfies SessionReason[])('[CLI-2] a core that is %s: 1 and one sentence', async (reason) => {
  const opened = { ok: false as const, reason, detail: 'process 7, port 8' };
  const argv = ['list', '--json', '--data-dir', '/library'];
  const { code, stdout, stderr } = await runTest(argv, { opened });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^offprint: [A-Z][^\n]+\.\n$/);
  expect(stderr).toContain('library');
  expect(JSON.parse(stdout).error).toEqual({ reason, message: stderr.slice(10).trim() });
});

test('[CLI-2] an unexpected failure is a sentence; its trace only with --debug', async () => {
  const reach = {
    openSession: () => Promise.reject(new Error('the moon fell')),
  };
  const quiet = await runTest(['list'], { reach });
  expect(quiet).toMatchObject({ code: 1, stdout: '' });
  expect(quiet.stderr).toMatch(/^offprint: [^\n]*the moon fell\. [^\n]*\n$/);
  const loud = await runTest(['list', '--debug'], { reach });
  expect(loud.stderr).toMatch(/^\s+at /m);
});

test('[CLI-2] a damaged file is said in words, with the way out', async () => {
  const damaged = Object.assign(new Error('database disk image is malformed'), { errcode: 267 });
  const list = () => {
    throw damaged;
  };
  const ran = await runTest(['list'], { answers: { list } });
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain('is damaged: “doctor” names it, “restore” brings back');
});

test('[CLI-2] a failure inside the core gives the core back', async () => {
  const list = () => {
    throw new Error('no disk');
  };
  const { code, closed, stderr } = await runTest(['list'], { answers: { list } });
  expect({ code, closed }).toEqual({ code: 1, closed: 1 });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('[START-5] a running core that goes away is said to have gone', async () => {
  const client = { library: { list: () => Promise.reject(new Error('closed')) } } as never;
  const session = { client, shared: true, isLost: () => true, close: async () => undefined };
  const reach = { openSession: async () => ({ ok: true as const, session }) };
  const { code, stdout, stderr } = await runTest(['list', '--json'], { reach });
  expect(code).toBe(1);
  expect(JSON.parse(stdout).error.reason).toBe('core-lost');
  expect(stderr).toBe('offprint: The running Offprint went away before it had answered.\n');
});

test('[START-5] what fails in the command itself is not laid on the running core', async () => {
  const client = { library: { list: () => Promise.reject(new Error('no such file')) } } as never;
  const session = { client, shared: true, isLost: () => false, close: async () => undefined };
  const reach = { openSession: async () => ({ ok: true as const, session }) };
  const { code, stderr } = await runTest(['list'], { reach });
  expect(code).toBe(1);
  expect(stderr).toContain('no such file');
  expect(stderr).not.toContain('went away');
});

test('[START-5] an address given by hand is said to change nothing in a running core', async () => {
  const argv = ['list', '--hf-origin', 'http://127.0.0.1:1'];
  const shared = await runTest(argv, { answers: list, shared: true });
  expect(shared.code).toBe(0);
  expect(shared.stderr).toContain('--hf-origin changes nothing');
  expect((await runTest(argv, { answers: list })).stderr).toBe('');
});

test('[CLI-1] global options are understood before and after the command', async () => {
  const before = await runTest(['--json', 'list'], { answers: list });
  const after = await runTest(['list', '--json'], { answers: list });
  expect(before.stdout).toBe(after.stdout);
  expect(JSON.parse(after.stdout)).toHaveLength(1);
});

test('[CLI-1] colour only on a terminal, and never against NO_COLOR', async () => {
  const sequence = '\u001b[';
  const terminal = { answers: list, stdoutColumns: 100 };
  expect((await runTest(['list'], terminal)).stdout).toContain(sequence);
  expect((await runTest(['list'], { answers: list })).stdout).not.toContain(sequence);
  const without = { ...terminal, env: { NO_COLOR: '1' } };
  expect((await runTest(['list'], without)).stdout).not.toContain(sequence);
});
