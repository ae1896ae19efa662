import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Action, runAction, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { invalidate, keys, queries } from '../queries.ts';
import { openSyncDialog, type SyncDialog } from './dialogs.ts';
import { repairJob, runJob } from './sync-jobs.ts';

const texts = t.sync.acts;

/** Registers what can be done about the user's machines wherever the user is (ACC-1). */
export function useSyncActions(): void {
  const status = useQuery(queries.syncStatus()).data;
  const connected = status !== undefined && status.target !== null;
  const paused = status?.state === 'paused';
  const encrypted = connected && status.encrypted;
  // How much is to be sent changes all the time; what can be done does not.
  useActions(
    useMemo(() => actionsFor(connected, paused, encrypted), [connected, paused, encrypted]),
  );
}

function actionsFor(connected: boolean, paused: boolean, encrypted: boolean): readonly Action[] {
  const when = (is: boolean) => () => is;
  return [
    act('now', () => void runJob.start(undefined), when(connected)),
    act('pause', () => void setPaused(true), when(connected && !paused)),
    act('resume', () => void setPaused(false), when(paused)),
    act('passphrase', inSection('passphrase'), when(encrypted)),
    act('recovery', inSection('recovery'), when(encrypted)),
    act('repair', repair, when(connected)),
    act('disconnect', inSection('disconnect'), when(connected)),
  ];
}

function act(name: keyof typeof texts, run: () => void, when: () => boolean): Action {
  return { id: `sync.${name}`, title: texts[name], keys: [], scope: 'app', run, when };
}

async function setPaused(paused: boolean): Promise<void> {
  await client.sync.setPaused({ paused }).catch(() => undefined);
  void invalidate(keys.sync);
}

function inSection(dialog: SyncDialog): () => void {
  return () => {
    runAction('settings.sync');
    openSyncDialog(dialog);
  };
}

function repair(): void {
  runAction('settings.sync');
  void repairJob.start();
}
