import { useQuery } from '@tanstack/react-query';
import { dismissFailures, mutate, saveState } from '../client.ts';
import { cancelListings, openDemo, syncListings } from '../library/listing-acts.ts';
import { NOTE_ACTIONS } from '../notes/list/note-acts.ts';
import { queries } from '../queries.ts';
import { useSyncActions } from '../sync/sync-actions.ts';
import { type Action, useActions } from './actions.ts';
import { activateTab, closeTab, stepTab, useNavigation } from './navigation.ts';
import { showOverlay } from './overlays.ts';
import { useSettingsActions } from './settings-actions.ts';
import { TAB_ACTIONS } from './tab-actions.ts';
import { t } from './texts/index.ts';
import { canRetrace, retrace } from './undo.ts';
import { WINDOW_ACTIONS } from './window-actions.ts';

const texts = t.actions;

const act = (
  id: string,
  title: string,
  keys: readonly string[],
  run: () => void,
  when?: () => boolean,
): Action => ({ id: `app.${id}`, title, keys, scope: 'app', run, ...(when ? { when } : {}) });

const tabInFront = (): string | null => useNavigation.getState().activeTab;

const FIXED: readonly Action[] = [
  act('palette', texts.palette, ['Mod+K'], () => showOverlay('palette')),
  act('help', texts.help, ['?'], () => showOverlay('help')),
  // What it takes back is seen in the library only; the reader and the note have undo of their own.
  retracing('undo', ['Mod+Z']),
  retracing('redo', ['Mod+Shift+Z', 'Mod+Y']),
  act(
    'library',
    texts.library,
    ['Alt+1'],
    () => activateTab(null),
    () => tabInFront() !== null,
  ),
  act('next-tab', texts.nextTab, ['Mod+PageDown', 'Alt+PageDown'], () => stepTab(1), hasTabs),
  act('previous-tab', texts.previousTab, ['Mod+PageUp', 'Alt+PageUp'], () => stepTab(-1), hasTabs),
  act('close-tab', texts.closeTab, ['Mod+W', 'Alt+W'], closeFront, () => tabInFront() !== null),
  act('dismiss-failures', texts.dismissFailures, [], dismissFailures, hasFailures),
  act('theme.system', texts.themeSystem, [], () => setTheme('system')),
  act('theme.light', texts.themeLight, [], () => setTheme('light')),
  act('theme.dark', texts.themeDark, [], () => setTheme('dark')),
];

function retracing(way: 'undo' | 'redo', keys: readonly string[]): Action {
  return {
    ...act(
      way,
      texts[way],
      keys,
      () => void retrace(way),
      () => canRetrace(way),
    ),
    scope: 'library',
  };
}

/** Registers the acts that are there wherever the user is. */
export function useAppActions(): void {
  const syncing = useQuery(queries.listings()).data?.state === 'syncing';
  const canOpenDemo = useQuery(queries.info()).data?.canOpenDemo ?? false;
  useActions(FIXED);
  useActions(TAB_ACTIONS);
  useActions(WINDOW_ACTIONS);
  useActions(NOTE_ACTIONS);
  useSettingsActions();
  useSyncActions();
  useActions([
    act('sync', texts.sync, [], syncListings, () => !syncing),
    act('cancel-sync', texts.cancelSync, [], cancelListings, () => syncing),
    act(
      'open-demo',
      texts.openDemo,
      [],
      () => void openDemo(),
      () => canOpenDemo,
    ),
  ]);
}

function hasTabs(): boolean {
  return useNavigation.getState().tabs.length > 0;
}

function hasFailures(): boolean {
  return saveState.getState().failed > 0;
}

function closeFront(): void {
  const tab = tabInFront();
  if (tab !== null) closeTab(tab);
}

function setTheme(theme: 'system' | 'light' | 'dark'): void {
  void mutate('settings.update', { patch: { theme } });
}
