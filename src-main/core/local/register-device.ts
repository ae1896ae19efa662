import { hostname, platform } from 'node:os';
import type { Mutations } from '../library/index.ts';
import { putOne, readOne, withValue } from '../store/index.ts';

/**
 * Makes sure that this machine stands among the user's machines, under the computer's name until the
 * user gives it another. What a user made is later shown with the machine that it was made on.
 */
export function registerDevice(mutations: Mutations, deviceId: string): Promise<void> {
  const { store, clock } = mutations.context;
  return mutations.exclusively(async () => {
    const { devices } = store.collections;
    if (await readOne(devices, deviceId)) return;
    const named = withValue({}, 'name', hostname(), clock.next());
    const fields = withValue(named, 'platform', platform(), clock.next());
    await putOne(devices, { id: deviceId, fields, by: `device-${deviceId}` });
  });
}
