import { useEffect } from 'react';
import { client } from '../client.ts';

/** Whoever goes through a list by keyboard does not want to know all of each paper. */
const REST_MS = 700;

/**
 * Asks upstream for the details of a paper that the user stays at (LIST-6); the core asks once a day
 * at most and tells of what changed by its events. Without a network what is known is shown.
 */
export function useFreshDetails(id: string | null): void {
  useEffect(() => {
    if (id === null) return;
    const timer = setTimeout(() => {
      client.papers.refresh({ id, force: false }).catch(() => undefined);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [id]);
}
