import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FilesStatus } from '../../src-shared/contract/index.ts';
import { client } from '../client.ts';
import { queries } from '../queries.ts';
import { archiveJob, backupJob, doctorJob } from '../settings/jobs.ts';
import { type Action, useActions } from './actions.ts';
import {
  closeTab,
  openSettings,
  SETTINGS_SECTIONS,
  SETTINGS_TAB,
  type SettingsSection,
  useNavigation,
} from './navigation.ts';
import { focusSettingsTitle } from './settings-title.ts';
import { t } from './texts/index.ts';

const texts = t.settings;

/** What had the focus before the settings came to the front. */
let before: Element | null = null;

function show(section?: SettingsSection): void {
  if (useNavigation.getState().activeTab !== SETTINGS_TAB) before = document.activeElement;
  openSettings(section);
  requestAnimationFrame(focusSettingsTitle);
}

function close(): void {
  closeTab(SETTINGS_TAB);
  requestAnimationFrame(() => {
    if (before instanceof HTMLElement && before.isConnected) before.focus();
    before = null;
  });
}

function inSection(section: SettingsSection, run: () => Promise<void>): () => void {
  return () => {
    show(section);
    void run();
  };
}

const act = (id: string, title: string, run: () => void, when?: () => boolean): Action => ({
  id,
  title,
  keys: [],
  scope: 'app',
  run,
  ...(when ? { when } : {}),
});

const FIXED: readonly Action[] = [
  { ...act('app.settings', texts.acts.open, () => show()), keys: ['Mod+,'] },
  ...SETTINGS_SECTIONS.map((section) =>
    act(`settings.${section}`, texts.acts.show(texts.sections[section]), () => show(section)),
  ),
  {
    ...act('settings.close', texts.acts.close, close),
    keys: ['Escape'],
    scope: 'settings',
  },
  act(
    'settings.back-up',
    texts.acts.backUp,
    inSection('backups', () => backupJob.start()),
  ),
  act(
    'settings.export',
    texts.acts.exportArchive,
    inSection('backups', () => archiveJob.start()),
  ),
  act(
    'settings.examine',
    texts.acts.examine,
    inSection('health', () => doctorJob.start(false)),
  ),
];

/** Registers the ways into the settings, and the acts of theirs that are of use anywhere. */
export function useSettingsActions(): void {
  const files = useQuery(queries.files()).data;
  const paused = files?.paused ?? false;
  const failed = files !== undefined && files.failed > 0;
  useActions(FIXED);
  useActions(useMemo(() => queueActions(paused, failed), [paused, failed]));
}

function queueActions(paused: FilesStatus['paused'], failed: boolean): readonly Action[] {
  const call = (work: () => Promise<unknown>) => () => void work().catch(() => undefined);
  return [
    act(
      'files.pause',
      texts.acts.pauseFiles,
      call(() => client.files.pause()),
      () => !paused,
    ),
    act(
      'files.resume',
      texts.acts.resumeFiles,
      call(() => client.files.resume()),
      () => paused,
    ),
    act(
      'files.retry-failed',
      texts.acts.retryFailed,
      call(() => client.files.retry({ ids: [] })),
      () => failed,
    ),
  ];
}
