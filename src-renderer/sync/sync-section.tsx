import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { focusSettingsTitle } from '../app/settings-title.ts';
import { queries } from '../queries.ts';
import { Answered, Outcome } from '../settings/parts.tsx';
import { closeSyncDialog } from './dialogs.ts';
import { LogGroup } from './log-group.tsx';
import { MachinesGroup } from './machines-group.tsx';
import { SetUpForm } from './set-up-form.tsx';
import { SyncDialogs } from './sync-dialogs.tsx';
import { TargetGroup } from './target-group.tsx';

/** The user's machines: where they meet, how they are in step, what came and went. */
export function SyncSection() {
  const status = useQuery(queries.syncStatus());
  const [said, setSaid] = useState('');
  const isConnected = status.data === undefined ? undefined : status.data.target !== null;
  useFocusAfterChange(isConnected);
  useEffect(() => {
    // What was said when a target was left is not true of the next one.
    if (isConnected) setSaid('');
    // Nor was a dialog opened for it, where another window left the target meanwhile.
    if (isConnected === false) closeSyncDialog();
  }, [isConnected]);
  return (
    <>
      <Outcome>{said}</Outcome>
      <Answered query={status}>
        {(known) => {
          const { target } = known;
          if (target === null) return <FirstSetUp />;
          return (
            <>
              <TargetGroup status={{ ...known, target }} />
              <SyncDialogs target={target} onDone={setSaid} />
            </>
          );
        }}
      </Answered>
      {isConnected ? <MachinesGroup /> : null}
      {isConnected ? <LogGroup /> : null}
    </>
  );
}

/** The set-up, once it is known where secrets can be kept. */
function FirstSetUp() {
  return (
    <Answered query={useQuery(queries.keyStore())}>
      {({ isThere }) => <SetUpForm hasKeyStore={isThere} />}
    </Answered>
  );
}

/** What had the focus is gone once a target is connected or left. */
function useFocusAfterChange(isConnected: boolean | undefined): void {
  const before = useRef(isConnected);
  useEffect(() => {
    if (before.current !== undefined && before.current !== isConnected) focusSettingsTitle();
    before.current = isConnected;
  }, [isConnected]);
}
