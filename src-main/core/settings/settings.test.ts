import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src-shared/contract/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { LocalStore } from '../local/index.ts';
import { Settings } from './settings.ts';

let library: TestLibrary;
let local: LocalStore;
let settings: Settings;

beforeEach(async () => {
  library = await openTestLibrary();
  local = new LocalStore(library.folder);
  settings = new Settings(library.mutations, local);
});

afterEach(async () => {
  local.close();
  await library.close();
});

describe('Settings', () => {
  it('[MARK-4] does a change of two settings again when it was cut off between them', async () => {
    await settings.update('mutation-1', { highlightColour: 'blue' });
    const { store } = library.mutations.context;
    let power = false;
    store.collections.settings.preSave(() => {
      if (!power) throw new Error('cut off');
    }, false);
    const patch = { theme: 'light', highlightColour: 'pink' } as const;
    await expect(settings.update('mutation-2', patch)).rejects.toThrow();
    expect(await settings.get()).toEqual({
      ...DEFAULT_SETTINGS,
      ...{ theme: 'light', highlightColour: 'blue' },
    });
    power = true;
    await settings.update('mutation-2', patch);
    expect(await settings.get()).toEqual({ ...DEFAULT_SETTINGS, ...patch });
    expect(store.wasDone('mutation-2')).toBe(true);
  });

  it('[ACC-3] keeps the settings named and leaves the others', async () => {
    await settings.update('mutation-1', { theme: 'dark', highlightColour: 'blue' });
    await settings.update('mutation-2', { theme: 'light' });
    expect(await settings.get()).toEqual({
      ...DEFAULT_SETTINGS,
      ...{ theme: 'light', highlightColour: 'blue' },
    });
  });

  it('[SYNC-6] takes a value that it does not understand for not set', async () => {
    const { collections } = library.mutations.context.store;
    const fields = { value: { kind: 'lww', clock: '1', value: 'sepia' } };
    await collections.settings.insert({ id: 'theme', fields, by: 'newer' });
    expect((await settings.get()).theme).toBe('system');
  });
});
