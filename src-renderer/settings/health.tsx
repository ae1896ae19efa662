import type { DoctorReport, Finding } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import css from './health.module.css';
import { doctorJob } from './jobs.ts';
import { Group, Outcome, Progress, Row, Some } from './parts.tsx';

const texts = t.settings.health;

const SHOWN_FIRST = 20;

/** Whether the data folder is as it should be (CLI-3). */
export function HealthSection() {
  const { state, result } = doctorJob.use();
  const busy = state === 'running';
  return (
    <Group title={t.settings.acts.examine} hint={texts.hint}>
      <Row
        acts={
          <Button action="settings.examine" disabled={busy}>
            {texts.check}
          </Button>
        }
      >
        <Outcome problem={state === 'failed'}>
          {busy ? texts.checking : null}
          {state === 'failed' ? t.settings.failed : null}
          {result ? wordsOf(result) : null}
        </Outcome>
      </Row>
      {busy ? <Progress label={texts.checking} value={null} max={1} /> : null}
      {result ? <Findings findings={result.findings} /> : null}
    </Group>
  );
}

function wordsOf({ findings }: DoctorReport): string {
  return findings.length === 0 ? texts.fine : texts.found(findings.length);
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const open = findings.some(({ repaired }) => !repaired);
  const tried = findings.some(({ repaired }) => repaired);
  if (findings.length === 0) return null;
  return (
    <>
      <Some items={findings} first={SHOWN_FIRST}>
        {(shown) => (
          <ul className={css.findings}>
            {shown.map(({ kind, subject, repaired }) => (
              <li key={`${kind} ${subject}`}>
                {texts.findings[kind](subject)}{' '}
                {repaired ? <span className={css.repaired}>{texts.repaired}</span> : null}
              </li>
            ))}
          </ul>
        )}
      </Some>
      {open ? (
        <Row
          acts={
            <Button primary onPress={() => void doctorJob.start(true)}>
              {texts.repair}
            </Button>
          }
        >
          <p className={css.quiet}>{tried ? texts.left : texts.repairHint}</p>
        </Row>
      ) : null}
    </>
  );
}
