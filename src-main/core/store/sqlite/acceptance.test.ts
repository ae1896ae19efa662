import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RxStorage } from 'rxdb/plugins/core';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterAll } from 'vitest';
import { createNodeSqliteStorage } from './index.ts';
import { storageAcceptance } from './storage-acceptance.ts';

const directory = mkdtempSync(join(tmpdir(), 'sqlite-storage-'));
afterAll(() => rmSync(directory, { recursive: true }));

storageAcceptance('RxDB memory storage', () => getRxStorageMemory() as RxStorage<unknown, unknown>);
storageAcceptance(
  'node:sqlite storage on files',
  () => createNodeSqliteStorage({ directory }) as RxStorage<unknown, unknown>,
);
storageAcceptance(
  'node:sqlite storage in memory',
  () => createNodeSqliteStorage({ directory: ':memory:' }) as RxStorage<unknown, unknown>,
);
