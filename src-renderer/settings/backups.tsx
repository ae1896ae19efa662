import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupEntry } from '../../src-shared/contract/index.ts';
import { formatBytes, formatMoment } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { ArchiveGroup } from './archive.tsx';
import css from './backups.module.css';
import { backupJob, restoreJob } from './jobs.ts';
import { Answered, Group, Outcome, Place, Progress, Row, Some } from './parts.tsx';
import { backupsFolder } from './places.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import table from './table.module.css';

const texts = t.settings.backups;

const SHOWN_FIRST = 8;

/** The backups, making one, going back to one; and the archive of everything (BACK-1, XFER-1). */
export function BackupsSection() {
  const backups = useQuery(queries.backups());
  const info = useQuery(queries.info()).data;
  const [asked, ask] = useState<BackupEntry | null>(null);
  return (
    <>
      <Group title={texts.list} hint={texts.hint}>
        {info ? <Place label={texts.where} path={backupsFolder(info.dataDir)} /> : null}
        <BackUp />
        <RestoreOutcome />
        <Answered query={backups}>
          {(entries) =>
            entries.length === 0 ? (
              <p>{texts.none}</p>
            ) : (
              <Some items={entries} first={SHOWN_FIRST}>
                {(shown) => <Entries entries={shown} restore={ask} />}
              </Some>
            )
          }
        </Answered>
      </Group>
      <ArchiveGroup />
      {asked ? (
        <RestoreDialog
          when={formatMoment(asked.at, Date.now())}
          restore={() => void restoreJob.start(asked.name)}
          close={() => ask(null)}
        />
      ) : null}
    </>
  );
}

function BackUp() {
  const { state, result } = backupJob.use();
  const busy = state === 'running';
  return (
    <Row
      acts={
        <Button action="settings.back-up" disabled={busy}>
          {texts.backUp}
        </Button>
      }
    >
      <Outcome problem={state === 'failed' || result?.ok === false}>
        {busy ? texts.backingUp : null}
        {state === 'failed' ? t.settings.failed : null}
        {result?.ok ? texts.made(result.bytes) : null}
        {result?.ok === false ? texts.failures[result.reason] : null}
      </Outcome>
    </Row>
  );
}

function RestoreOutcome() {
  const { state, result } = restoreJob.use();
  return (
    <>
      <Outcome problem={state === 'failed' || result?.ok === false}>
        {state === 'running' ? texts.restoring : null}
        {state === 'failed' ? t.settings.failed : null}
        {result?.ok ? texts.restored : null}
        {result?.ok === false ? texts.restoreFailures[result.reason] : null}
      </Outcome>
      {state === 'running' ? <Progress label={texts.restoring} value={null} max={1} /> : null}
    </>
  );
}

function Entries(props: {
  readonly entries: readonly BackupEntry[];
  readonly restore: (entry: BackupEntry) => void;
}) {
  return (
    <div className={table.scroller}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{texts.when}</th>
            <th scope="col">{texts.why}</th>
            <th scope="col" className={table.number}>
              {texts.size}
            </th>
            <th scope="col">
              <span className="visually-hidden">{texts.acts}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.entries.map((entry) => (
            <Entry key={entry.name} entry={entry} restore={() => props.restore(entry)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entry({ entry, restore }: { readonly entry: BackupEntry; readonly restore: () => void }) {
  const busy = restoreJob.use().state === 'running';
  const when = formatMoment(entry.at, Math.max(useNow(), Date.now()));
  return (
    <tr>
      <th scope="row" className={`${table.short} ${table.capital}`}>
        {when}
      </th>
      <td>
        {texts.reasons[entry.reason]}
        {entry.ok ? null : <span className={css.damaged}> · {texts.damaged}</span>}
      </td>
      <td className={table.number}>{formatBytes(entry.bytes)}</td>
      <td className={table.acts}>
        <Button disabled={busy || !entry.ok} label={texts.restoreOf(when)} onPress={restore}>
          {texts.restore}
        </Button>
      </td>
    </tr>
  );
}
