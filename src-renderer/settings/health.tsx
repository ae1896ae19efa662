import { useQuery } from '@tanstack/react-query';
import type { DoctorReport, Finding } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import css from './health.module.css';
import { doctorJob } from './jobs.ts';
import { Answered, Group, Outcome, Progress, Row, Some } from './parts.tsx';
import { useAct } from './use-act.ts';

const texts = t.settings.health;

const SHOWN_FIRST = 20;

/** Whether the data folder is as it should be (CLI-3), and how far the PDFs' text is. */
export function HealthSection() {
  return (
    <>
      <DoctorGroup />
      <TextGroup />
    </>
  );
}

function DoctorGroup() {
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

function TextGroup() {
  const files = useQuery(queries.files());
  const rebuild = useAct(() => client.files.rebuildText());
  return (
    <Group title={texts.text} hint={texts.textHint}>
      <Answered query={files}>
        {({ text }) => {
          const read = text.done + text.failed;
          return (
            <>
              <Row
                acts={
                  <Button disabled={rebuild.busy || text.total === 0} onPress={() => rebuild.run()}>
                    {texts.readAgain}
                  </Button>
                }
              >
                <p>{texts.textState(text)}</p>
              </Row>
              {read < text.total ? (
                <Progress label={texts.text} value={read} max={text.total} />
              ) : null}
            </>
          );
        }}
      </Answered>
      <Outcome problem>{rebuild.failed ? t.settings.failed : null}</Outcome>
    </Group>
  );
}
