import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { UserSettings } from '../../../src-shared/contract/index.ts';
import { queries } from '../../queries.ts';
import type { PageTone } from '../engine/index.ts';
import type { ReaderSession } from '../reader-session.ts';

/** The tone of the pages for a setting, in an interface that is light or dark. */
export function toneOf(setting: UserSettings['pageTheme'], theme: string | undefined): PageTone {
  if (setting !== 'system') return setting;
  return theme === 'dark' ? 'dark' : 'paper';
}

/** Shows a session's pages in the tone that the settings say, and follows the interface's theme. */
export function usePageTone(session: ReaderSession | null): void {
  const setting = useQuery(queries.settings()).data?.pageTheme ?? 'paper';
  useEffect(() => {
    if (!session) return undefined;
    const root = document.documentElement;
    const apply = () => session.engine.setTone(toneOf(setting, root.dataset.theme));
    const themes = new MutationObserver(apply);
    themes.observe(root, { attributeFilter: ['data-theme'] });
    apply();
    return () => themes.disconnect();
  }, [session, setting]);
}
