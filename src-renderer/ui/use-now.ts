import { useEffect, useState } from 'react';

/** Ages are told in minutes. */
const TICK_MS = 15_000;

/** The time in milliseconds since the epoch, kept fresh enough for ages in minutes. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
