import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_MACHINE_SETTINGS, type Layout } from '../../../src-shared/contract/index.ts';
import { LocalStore } from '../local/index.ts';
import { MachineSettingsStore, newlyOpened } from './machine.ts';

let folder: string;
let local: LocalStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-machine-'));
  local = new LocalStore(folder);
});

afterEach(() => {
  local.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('MachineSettingsStore', () => {
  it('[FILE-1] keeps policies over a restart and leaves what was not named', () => {
    const machine = new MachineSettingsStore(local);
    expect(machine.get()).toEqual(DEFAULT_MACHINE_SETTINGS);
    machine.update({ pdfOfLastDays: 3 });
    machine.update({ pdfQuota: 50_000_000, pdfWhenOpened: undefined });
    machine.update({ pdfWhenStarred: false });
    local.close();
    local = new LocalStore(folder);
    const again = new MachineSettingsStore(local).get();
    expect(again).toEqual({
      pdfWhenOpened: true,
      pdfWhenStarred: false,
      pdfOfLastDays: 3,
      pdfQuota: 50_000_000,
      language: 'system',
    });
  });

  it.each([
    [null],
    ['text'],
    [{ pdfQuota: 5, pdfOfLastDays: 'all', pdfWhenOpened: 1, pdfWhenStarred: false }],
  ])('[SYNC-6] takes what it does not understand for not set: %j', (stored) => {
    local.set('machine-settings', stored);
    const { pdfWhenStarred, ...others } = new MachineSettingsStore(local).get();
    expect({ ...others, pdfWhenStarred: true }).toEqual(DEFAULT_MACHINE_SETTINGS);
    expect(pdfWhenStarred).toBe(typeof stored !== 'object' || stored === null);
  });

  it('[FILE-5] tells what changed, until it is told to stop', () => {
    const machine = new MachineSettingsStore(local);
    const told: (number | null)[][] = [];
    const stop = machine.onChange((after, before) => told.push([before.pdfQuota, after.pdfQuota]));
    machine.update({ pdfQuota: 20_000_000 });
    machine.update({ pdfQuota: null });
    stop();
    machine.update({ pdfQuota: 30_000_000 });
    expect(told).toEqual([
      [null, 20_000_000],
      [20_000_000, null],
    ]);
  });
});

describe('newlyOpened', () => {
  const layout = (tabs: string[], activeTab: string | null): Layout => ({
    tabs: tabs.map((paperId) => ({ paperId, title: paperId })),
    ...{ activeTab, selectedPaper: null, sidebar: null },
  });

  it('[FILE-1] names papers that got a tab or came to the front', () => {
    expect(newlyOpened(null, layout(['a', 'b'], 'b'))).toEqual(['b', 'a']);
    expect(newlyOpened(layout(['a'], 'a'), layout(['a', 'b'], 'b'))).toEqual(['b']);
    expect(newlyOpened(layout(['a', 'b'], 'b'), layout(['a', 'b'], 'a'))).toEqual(['a']);
    expect(newlyOpened(layout(['a', 'b'], 'b'), layout(['b'], 'b'))).toEqual([]);
    expect(newlyOpened(layout(['a'], 'a'), layout(['a'], null))).toEqual([]);
  });
});
