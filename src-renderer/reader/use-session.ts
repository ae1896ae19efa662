import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PaperDetails, PaperPatch } from '../../src-shared/contract/index.ts';
import { keepPlace, useNavigation } from '../app/navigation.ts';
import { mutate } from '../client.ts';
import { markSession } from './marks/sessions.ts';
import { passwordOf, rememberPassword } from './passwords.ts';
import { positionOf } from './position.ts';
import { ReaderSession } from './reader-session.ts';
import { type ReaderStore, readerStore, resetReader } from './reader-store.ts';

/** How far a paper's file has come to the page. */
export type Opening = {
  readonly session: ReaderSession | null;
  /** The stored file could not be had. */
  readonly missing: boolean;
  retry(): void;
  /** Tries to open the file with a password, and keeps it for this session where `remember`. */
  unlock(password: string, remember: boolean): void;
};

/** `again` asks past every cache: what lies there did not help. */
async function fetchPdf(sha256: string, again: boolean, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(`/pdf/${sha256}`, { signal, cache: again ? 'reload' : 'default' });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * A paper with the place at which its reader begins: where this window left it, else where the
 * first reader of a paper stands beside whom a second one is opened, else where it was read last.
 */
function standingAt(paper: PaperDetails, place: string, isSecond: boolean): PaperDetails {
  const { view } = readerStore(paper.id).getState();
  const beside = isSecond && view ? positionOf(view) : null;
  const position = useNavigation.getState().places[place] ?? beside ?? paper.position;
  return { ...paper, position };
}

/** Remembers a position in this window; that of a paper's first reader with the paper too. */
function keepPosition(paperId: string, place: string, isSecond: boolean) {
  return (patch: PaperPatch): void => {
    if (patch.position) keepPlace(place, patch.position);
    if (!isSecond) void mutate('papers.update', { id: paperId, patch });
  };
}

/** Opens a stored PDF in an element while the component is mounted and `wanted`. */
export function useSession(input: {
  readonly paper: PaperDetails;
  readonly sha256: string;
  readonly store: ReaderStore;
  readonly container: RefObject<HTMLElement | null>;
  /** A second place of a paper that is open in the same tab; the first one is remembered. */
  readonly isSecond: boolean;
  /** Names the reader among those of this window. */
  readonly place: string;
  readonly wanted: boolean;
}): Opening {
  const { paper, sha256, store, container, isSecond, place, wanted } = input;
  const [session, setSession] = useState<ReaderSession | null>(null);
  const [missing, setMissing] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const password = useRef(passwordOf(sha256));
  // Position and status change while reading; only another file opens the document anew.
  const latest = useRef(paper);
  latest.current = paper;
  const paperId = paper.id;

  useEffect(() => {
    const element = container.current;
    if (!wanted || !element) return undefined;
    const stop = new AbortController();
    let opened: ReaderSession | null = null;
    resetReader(store);
    setMissing(false);
    fetchPdf(sha256, attempt > 0 && password.current === undefined, stop.signal)
      .then((data) => {
        if (stop.signal.aborted) return;
        const marks = markSession(paperId);
        opened = new ReaderSession(element, {
          ...{
            paper: standingAt(latest.current, place, isSecond),
            sha256,
            data,
            marks,
            store,
            keepPosition: keepPosition(paperId, place, isSecond),
            password: password.current,
          },
        });
        setSession(opened);
      })
      .catch(() => !stop.signal.aborted && setMissing(true));
    return () => {
      stop.abort();
      setSession(null);
      void opened?.destroy();
    };
  }, [paperId, sha256, store, container, isSecond, place, wanted, attempt]);

  const retry = (): void => setAttempt((n) => n + 1);
  const unlock = (tried: string, remember: boolean): void => {
    password.current = tried;
    if (remember) rememberPassword(sha256, tried);
    retry();
  };
  return { session, missing, retry, unlock };
}
