import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
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

/** A paper with the place at which its first reader stands now: a second one begins there. */
function standingAt(paper: PaperDetails): PaperDetails {
  const { view } = readerStore(paper.id).getState();
  return view ? { ...paper, position: positionOf(view) } : paper;
}

/** Opens a stored PDF in an element while the component is mounted and `wanted`. */
export function useSession(input: {
  readonly paper: PaperDetails;
  readonly sha256: string;
  readonly store: ReaderStore;
  readonly container: RefObject<HTMLElement | null>;
  /** A second place of a paper that is open in the same tab; the first one is remembered. */
  readonly isSecond: boolean;
  readonly wanted: boolean;
}): Opening {
  const { paper, sha256, store, container, isSecond, wanted } = input;
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
            paper: isSecond ? standingAt(latest.current) : latest.current,
            sha256,
            data,
            marks,
            store,
            isSecond,
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
  }, [paperId, sha256, store, container, isSecond, wanted, attempt]);

  const retry = (): void => setAttempt((n) => n + 1);
  const unlock = (tried: string, remember: boolean): void => {
    password.current = tried;
    if (remember) rememberPassword(sha256, tried);
    retry();
  };
  return { session, missing, retry, unlock };
}
