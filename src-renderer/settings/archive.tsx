import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { archiveJob } from './jobs.ts';
import { Group, Outcome, Place, Progress, Row } from './parts.tsx';

const texts = t.settings.backups;

/** Writes everything into one file, and says where it is. */
export function ArchiveGroup() {
  const { state, result } = archiveJob.use();
  const busy = state === 'running';
  return (
    <Group title={texts.archive} hint={texts.archiveHint}>
      <Row
        acts={
          <Button action="settings.export" disabled={busy}>
            {texts.export}
          </Button>
        }
      >
        <Outcome problem={state === 'failed' || result?.ok === false}>
          {busy ? texts.exporting : null}
          {state === 'failed' ? t.settings.failed : null}
          {result?.ok ? texts.exported(result.bytes, result.documents, result.pdfs) : null}
          {result?.ok === false ? texts.failures[result.reason] : null}
        </Outcome>
      </Row>
      {busy ? <Progress label={texts.exporting} value={null} max={1} /> : null}
      {result?.ok ? (
        <>
          <Place label={texts.exportedTo} path={result.path} />
          <p>
            <a href={`/exports/${result.name}`} download={result.name}>
              {texts.saveArchive}
            </a>
          </p>
          <p>{texts.exportedHint}</p>
        </>
      ) : null}
    </Group>
  );
}
