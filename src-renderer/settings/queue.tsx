import { useQuery } from '@tanstack/react-query';
import type { FilesStatus, QueuedPdf } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { Answered, Group, Outcome, Progress, Row, Some } from './parts.tsx';
import css from './storage.module.css';
import { useAct } from './use-act.ts';

const texts = t.storage.queue;

const SHOWN_FIRST = 6;

/** PDFs on their way here: all together, and each (FILE-1). */
export function QueueGroup() {
  const status = useQuery(queries.files());
  const queue = useQuery(queries.queue());
  return (
    <Group title={texts.title}>
      <Answered query={status}>{(files) => <Overall files={files} />}</Answered>
      <Answered query={queue}>
        {({ items, total }) => (
          <Some items={items} first={SHOWN_FIRST} rest={<More count={total - items.length} />}>
            {(shown) => <Items items={shown} />}
          </Some>
        )}
      </Answered>
    </Group>
  );
}

/** What the core did not send. */
function More({ count }: { readonly count: number }) {
  return count > 0 ? <p className={css.quiet}>{texts.more(count)}</p> : null;
}

function Overall({ files }: { readonly files: FilesStatus }) {
  const { paused, done, failed, total } = files;
  const now = Math.max(useNow(), Date.now());
  const over = done + failed >= total;
  return (
    <>
      <Row
        acts={
          <>
            {failed > 0 ? <Button action="files.retry-failed">{texts.retryFailed}</Button> : null}
            <Button action={paused ? 'files.resume' : 'files.pause'}>
              {paused ? texts.resume : texts.pause}
            </Button>
          </>
        }
      >
        <p>{overallWords(files, now)}</p>
      </Row>
      {over ? null : <Progress label={texts.title} value={done + failed} max={total} />}
    </>
  );
}

function overallWords({ paused, done, failed, total, waitingUntil }: FilesStatus, now: number) {
  const over = done + failed >= total;
  const parts = [over ? texts.none : texts.progress(done, total)];
  if (failed > 0) parts.push(texts.failed(failed));
  if (paused) parts.push(texts.paused);
  else if (waitingUntil !== null && waitingUntil > now)
    parts.push(texts.waitingUntil(waitingUntil, now));
  return parts.join(' · ');
}

function Items({ items }: { readonly items: readonly QueuedPdf[] }) {
  if (items.length === 0) return null;
  return (
    <ul className={css.list} aria-label={texts.list}>
      {items.map((item) => (
        <Item key={item.paperId} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { readonly item: QueuedPdf }) {
  const { paperId, title, state, received, expected } = item;
  const now = Math.max(useNow(), Date.now());
  const cancel = useAct(() => client.files.cancel({ ids: [paperId] }));
  const retry = useAct(() => client.files.retry({ ids: [paperId] }));
  return (
    <li>
      <Row acts={<ItemActs item={item} cancel={cancel.run} retry={retry.run} />}>
        <p className={css.title}>{title}</p>
        <p className={state === 'failed' ? css.failure : css.quiet}>{texts.state(item, now)}</p>
      </Row>
      {state === 'downloading' ? (
        <Progress label={title} value={expected === null ? null : received} max={expected ?? 1} />
      ) : null}
      <Outcome problem>{cancel.failed || retry.failed ? t.settings.failed : null}</Outcome>
    </li>
  );
}

function ItemActs(props: {
  readonly item: QueuedPdf;
  readonly cancel: () => void;
  readonly retry: () => void;
}) {
  const { item, cancel, retry } = props;
  return (
    <>
      {item.state === 'failed' ? (
        <Button label={texts.retryOf(item.title)} onPress={retry}>
          {texts.retry}
        </Button>
      ) : null}
      <Button label={texts.cancelOf(item.title)} onPress={cancel}>
        {texts.cancel}
      </Button>
    </>
  );
}
