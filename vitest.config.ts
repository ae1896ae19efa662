import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Test files, and the processes and threads that tests start, share what is compiled.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

export default defineConfig({
  test: {
    include: ['src-*/**/*.test.{ts,tsx}', 'tools/**/*.test.{ts,mjs}'],
    environment: 'node',
    pool: 'forks',
    // On two cores there would be one: half of the time goes into waiting for processes and disks.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
