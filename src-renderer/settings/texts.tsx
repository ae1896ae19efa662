import { useQuery } from '@tanstack/react-query';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Answered, Group, Outcome, Progress, Row } from './parts.tsx';
import { useAct } from './use-act.ts';

const texts = t.storage.text;

/** How far the text of the PDFs is read, and reading it again (FILE-6). */
export function TextsGroup() {
  const files = useQuery(queries.files());
  const rebuild = useAct(() => client.files.rebuildText());
  return (
    <Group title={texts.title} hint={texts.hint}>
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
                <p>{texts.state(text)}</p>
              </Row>
              {read < text.total ? (
                <Progress label={texts.title} value={read} max={text.total} />
              ) : null}
            </>
          );
        }}
      </Answered>
      <Outcome problem>{rebuild.failed ? t.settings.failed : null}</Outcome>
    </Group>
  );
}
