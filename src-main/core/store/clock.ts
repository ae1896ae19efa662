import { randomBytes } from 'node:crypto';

/**
 * A hybrid logical clock's reading: 12 hex digits of milliseconds, 4 of a counter, the device's id.
 * Readings compare as strings. After Kulkarni et al., "Logical Physical Clocks", 2014.
 */
export type Hlc = string;

/** The reading before every other one. */
export const ZERO_HLC: Hlc = '';

/** After the milliseconds, the counter and their hyphens. */
const DEVICE_AT = 18;
const MAX_COUNTER = 0xffff;
/** A remote clock further ahead than this is not followed, so that one wrong clock cannot drag all. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

/** A new device's id: 12 hex digits. */
export function newDeviceId(): string {
  return randomBytes(6).toString('hex');
}

/** Milliseconds since the epoch that a reading carries; 0 for the zero reading. */
export function hlcMilliseconds(reading: Hlc): number {
  return reading === ZERO_HLC ? 0 : Number.parseInt(reading.slice(0, 12), 16);
}

/** The device that gave a reading; empty for the zero reading. */
export function deviceOf(reading: Hlc): string {
  return reading.slice(DEVICE_AT);
}

/**
 * A reading, or the next one of its device after `before` where that is not behind it: who changes a
 * value of a machine whose clock is far ahead must not lose to it for years.
 */
export function laterThan(before: Hlc, reading: Hlc): Hlc {
  if (reading > before) return reading;
  const counter = counterOf(before);
  const [milliseconds, device] = [hlcMilliseconds(before), deviceOf(reading)];
  return counter < MAX_COUNTER
    ? format(milliseconds, counter + 1, device)
    : format(milliseconds + 1, 0, device);
}

function counterOf(reading: Hlc): number {
  return Number.parseInt(reading.slice(13, 17), 16) || 0;
}

function format(milliseconds: number, counter: number, device: string): Hlc {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time}-${counter.toString(16).padStart(4, '0')}-${device}`;
}

/** Gives readings that only grow, whatever the wall clock does. */
export class HybridClock {
  readonly device: string;
  readonly #wall: () => number;
  #milliseconds = 0;
  #counter = 0;

  /** `last` is the greatest reading that this device has stored; `wall` gives milliseconds. */
  constructor(device: string, last: Hlc = ZERO_HLC, wall: () => number = Date.now) {
    this.device = device;
    this.#wall = wall;
    this.#follow(last);
  }

  /** A reading greater than every one given or observed before. */
  next(): Hlc {
    const wall = Math.floor(this.#wall());
    if (wall > this.#milliseconds) this.#set(wall, 0);
    else if (this.#counter < MAX_COUNTER) this.#counter++;
    else this.#set(this.#milliseconds + 1, 0);
    return format(this.#milliseconds, this.#counter, this.device);
  }

  /** Takes note of another device's reading, so that what is written next counts as later. */
  observe(reading: Hlc): void {
    if (hlcMilliseconds(reading) <= this.#wall() + MAX_AHEAD_MS) this.#follow(reading);
  }

  #follow(reading: Hlc): void {
    if (reading === ZERO_HLC) return;
    const milliseconds = hlcMilliseconds(reading);
    const counter = counterOf(reading);
    if (milliseconds > this.#milliseconds) this.#set(milliseconds, counter);
    else if (milliseconds === this.#milliseconds && counter > this.#counter)
      this.#counter = counter;
  }

  #set(milliseconds: number, counter: number): void {
    this.#milliseconds = milliseconds;
    this.#counter = counter;
  }
}
