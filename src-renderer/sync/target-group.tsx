import { useEffect, useRef, useState } from 'react';
import { type SyncRun, type SyncStatus, targetAddress } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { client, hold } from '../client.ts';
import { invalidate, keys } from '../queries.ts';
import type { JobState } from '../settings/jobs.ts';
import { Group, Outcome, Place, Progress, Row, Toggle } from '../settings/parts.tsx';
import { useAct } from '../settings/use-act.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './sync.module.css';
import { repairJob, runJob } from './sync-jobs.ts';
import { TroubleBox } from './trouble-box.tsx';

const texts = t.sync.target;

type Connected = SyncStatus & { readonly target: NonNullable<SyncStatus['target']> };

/** The target that is set up, how this machine is in step with it, and what can be done. */
export function TargetGroup({ status }: { readonly status: Connected }) {
  const { target } = status;
  return (
    <Group title={texts.title}>
      <Place label={t.sync.setUp.kinds[target.kind]} path={targetAddress(target)} />
      <p className={css.hint}>{lockWords(status)}</p>
      <State status={status} />
      <TroubleBox status={status} />
      <Leftovers status={status} />
      <OwnPdfs status={status} />
      <Repair />
      <div className={css.acts}>
        {status.encrypted ? <Button action="sync.passphrase">{texts.passphrase}</Button> : null}
        {status.encrypted ? <Button action="sync.recovery">{texts.recovery}</Button> : null}
        <Button action="sync.disconnect">{texts.disconnect}</Button>
      </div>
    </Group>
  );
}

function lockWords({ encrypted, secrets, target }: Connected): string {
  const place = t.sync.keep.places[secrets];
  if (encrypted) return texts.encrypted(place);
  return target.kind === 'folder' ? texts.plain : texts.plainWithPassword(place);
}

function State({ status }: { readonly status: Connected }) {
  const now = useNow();
  const job = runJob.use();
  const paused = status.state === 'paused';
  const busy = status.state === 'running' || job.state === 'running';
  return (
    <>
      <Row
        acts={
          <>
            <Button primary={status.trouble === null} action="sync.now">
              {texts.now}
            </Button>
            <Button action={paused ? 'sync.resume' : 'sync.pause'}>
              {paused ? texts.resume : texts.pause}
            </Button>
          </>
        }
      >
        <p className={css.state}>{t.sync.state(status, Math.max(now, Date.now()))}</p>
        <RunOutcome job={job} status={status} />
        <PauseTold paused={paused} />
      </Row>
      {busy ? (
        <Progress label={t.sync.state({ ...status, state: 'running' }, now)} value={null} max={1} />
      ) : null}
    </>
  );
}

/** What came of a run; why it stopped is told by the box of its own. */
function RunOutcome(props: { readonly job: JobState<SyncRun>; readonly status: SyncStatus }) {
  const { job, status } = props;
  const told = status.trouble !== null;
  return (
    <Outcome problem={job.state === 'failed' || job.result?.ok === false}>
      {job.state === 'failed' ? t.sync.failed : null}
      {job.result?.ok && !told ? texts.ran(job.result.changed, job.result.sent) : null}
      {job.result?.ok === false && !told ? t.sync.reasons[job.result.reason] : null}
    </Outcome>
  );
}

/** Tells who does not see the button change that it did. */
function PauseTold({ paused }: { readonly paused: boolean }) {
  const before = useRef(paused);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (before.current !== paused) setSaid(paused ? texts.paused : texts.resumed);
    before.current = paused;
  }, [paused]);
  return (
    <span className="visually-hidden" role="status">
      {said}
    </span>
  );
}

/** Files of the target that this machine could not take over yet. */
function Leftovers({ status: { unread, newer } }: { readonly status: SyncStatus }) {
  return (
    <>
      {unread > 0 ? <p className={css.hint}>{texts.unread(unread)}</p> : null}
      {newer > 0 ? <p className={css.hint}>{texts.newer(newer)}</p> : null}
    </>
  );
}

/** Whether PDFs that can be fetched from nowhere travel to and from this machine (SYNC-1). */
function OwnPdfs({ status }: { readonly status: SyncStatus }) {
  const { carriesPdfs, pdfsWaiting } = status;
  const { up, down } = pdfsWaiting;
  const change = useAct(async (carries: boolean) => {
    await hold(client.sync.setCarriesPdfs({ carries }));
    await invalidate(keys.sync);
  });
  return (
    <>
      <Toggle label={texts.pdfs} hint={texts.pdfsHint} on={carriesPdfs} onChange={change.run} />
      {up > 0 ? <p className={css.hint}>{texts.pdfsUp(up)}</p> : null}
      {down > 0 ? <p className={css.hint}>{texts.pdfsDown(down)}</p> : null}
      {change.failed ? <Outcome problem>{t.sync.failed}</Outcome> : null}
    </>
  );
}

function Repair() {
  const job = repairJob.use();
  const busy = job.state === 'running';
  return (
    <>
      <Row acts={<Button action="sync.repair">{texts.repair}</Button>}>
        <p className={css.hint}>{texts.repairHint}</p>
        <Outcome problem={job.state === 'failed' || job.result?.ok === false}>
          {busy ? texts.repairing : null}
          {job.state === 'failed' ? t.sync.failed : null}
          {job.result?.ok ? texts.ran(job.result.changed, job.result.sent) : null}
          {job.result?.ok === false ? t.sync.reasons[job.result.reason] : null}
        </Outcome>
      </Row>
      {busy ? <Progress label={texts.repairing} value={null} max={1} /> : null}
    </>
  );
}
