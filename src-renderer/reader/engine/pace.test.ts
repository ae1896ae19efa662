import { describe, expect, it } from 'vitest';
import { isFast, Pace } from './pace.ts';

const HEIGHT = 800;

/** A pace after steps of so many CSS pixels every 16 milliseconds; the last one is at `end`. */
function scrolled(step: number, steps = 20): { pace: Pace; end: number } {
  const pace = new Pace();
  for (let at = 0; at < steps; at++) pace.note(10_000 + at * step, HEIGHT, at * 16);
  return { pace, end: (steps - 1) * 16 };
}

describe('pace', () => {
  it('[PERF-3] tells speed and direction of a steady movement', () => {
    const down = scrolled(160);
    expect(down.pace.speed(down.end)).toBeCloseTo(10);
    expect(isFast(10, HEIGHT)).toBe(true);
    const up = scrolled(-16);
    expect(up.pace.speed(up.end)).toBeCloseTo(-1);
    expect(isFast(-1, HEIGHT)).toBe(false);
  });

  it('[PERF-3] rests once nothing moved for a while', () => {
    const { pace, end } = scrolled(160);
    expect(pace.speed(end + 200)).toBe(0);
  });

  it('[PERF-3] takes neither one page turned nor a jump for a fast movement', () => {
    const pace = new Pace();
    pace.note(0, HEIGHT, 0);
    pace.note(750, HEIGHT, 1_000);
    expect(pace.speed(1_001)).toBe(0);
    pace.note(90_000, HEIGHT, 1_010);
    expect(pace.speed(1_011)).toBe(0);
  });

  it('[PERF-3] takes two notches of a wheel close together for slow', () => {
    const pace = new Pace();
    pace.note(0, HEIGHT, 0);
    pace.note(120, HEIGHT, 2);
    expect(isFast(pace.speed(3), HEIGHT)).toBe(false);
  });

  it('[PERF-3] forgets the movement when the window is put elsewhere', () => {
    const { pace, end } = scrolled(160);
    pace.clear();
    expect(pace.speed(end)).toBe(0);
  });
});
