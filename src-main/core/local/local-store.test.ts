import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestLibrary } from '../library/test-library.ts';
import { fieldValue, readOne, withValue } from '../store/index.ts';
import { LocalStore } from './local-store.ts';
import { registerDevice } from './register-device.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-local-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function deviceOf(directory: string): string {
  const local = new LocalStore(directory);
  const { deviceId } = local;
  local.close();
  return deviceId;
}

describe('LocalStore', () => {
  it('[SYNC-3] is the same device after a restart, and another one after a copy', () => {
    const device = deviceOf(folder);
    expect(device).toMatch(/^[0-9a-f]{12}$/);
    expect(deviceOf(folder)).toBe(device);
    const copy = `${folder}-copy`;
    cpSync(folder, copy, { recursive: true });
    expect(deviceOf(copy)).not.toBe(device);
    rmSync(copy, { recursive: true });
  });

  it('[READ-1] keeps values by name', () => {
    const local = new LocalStore(folder);
    local.set('layout', { tabs: [1] });
    local.set('layout', { tabs: [2] });
    local.close();
    const again = new LocalStore(folder);
    expect(again.get('layout')).toEqual({ tabs: [2] });
    expect(again.get('nothing')).toBeUndefined();
    again.close();
  });
});

describe('LocalStore.belongTo', () => {
  it('[SYNC-3] is another device beside a restored library, and forgets what was of the former', () => {
    const local = new LocalStore(folder);
    const device = local.deviceId;
    let forgotten = 0;
    const forget = (): void => void forgotten++;
    local.belongTo('first history', forget);
    local.belongTo('first history', forget);
    expect([local.deviceId, forgotten]).toEqual([device, 0]);
    local.belongTo('second history', forget);
    expect(local.deviceId).not.toBe(device);
    expect(forgotten).toBe(1);
    const renewed = local.deviceId;
    local.close();
    expect(deviceOf(folder)).toBe(renewed);
  });
});

describe('registerDevice', () => {
  it('[SYNC-1] names the machine once and leaves the name that the user gave it', async () => {
    const library = await openTestLibrary();
    const { devices } = library.mutations.context.store.collections;
    await registerDevice(library.mutations, 'abc');
    const device = await readOne(devices, 'abc');
    expect(fieldValue(device?.fields ?? {}, 'name', '')).toBe(hostname());
    const found = await devices.findOne('abc').exec();
    await found?.incrementalModify((known) => ({
      ...known,
      fields: withValue(known.fields, 'name', 'desk', library.mutations.context.clock.next()),
    }));
    await registerDevice(library.mutations, 'abc');
    const kept = await readOne(devices, 'abc');
    expect(fieldValue(kept?.fields ?? {}, 'name', '')).toBe('desk');
    await library.close();
  });
});
