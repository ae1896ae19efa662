import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { referenceFormat } from '../../src-shared/contract/index.ts';
import { REFERENCE_ENDINGS, REFERENCE_FRAMES } from '../../src-shared/references/index.ts';
import { useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { showToast } from '../app/toast.ts';
import { client } from '../client.ts';
import { queries } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { CITE_ACTIONS } from './actions.ts';
import styles from './cite.module.css';
import { type Choice, citeAll, type Written } from './cite-all.ts';
import { closeCite, useCite } from './cite-state.ts';
import { copy, saveFile } from './hand-over.ts';
import { Select } from './select.tsx';
import { stylesQuery } from './style-queries.ts';

const texts = t.cite;
/** References that are shown; of more, the first. */
const PREVIEWED = 20;
const FORMATS = [
  'formatted',
  ...referenceFormat.options.filter((one) => one !== 'formatted'),
] as const;
const FORMAT_OPTIONS = FORMATS.map((value) => ({ value, title: texts.formats[value] }));

/** The dialog that writes references, where papers are to be cited, and the acts that open it. */
export function CiteDialog() {
  useActions(CITE_ACTIONS);
  const ids = useCite((state) => state.ids);
  return ids === null ? null : <Citing ids={ids} />;
}

function Citing({ ids }: { readonly ids: readonly string[] }) {
  const format = useCite((state) => state.format);
  const [chosen, choose] = useState<string | null>(null);
  const usual = useQuery(queries.settings()).data?.citationStyle;
  const known = useQuery(stylesQuery()).data ?? [];
  const style = chosen ?? known.find(({ id }) => id === usual)?.id ?? known[0]?.id;
  const choice: Choice =
    format === 'formatted' && style !== undefined ? { format, style } : { format };
  return (
    <Dialog label={texts.title(ids.length)} className={styles.dialog} onClose={closeCite}>
      <h2>{texts.title(ids.length)}</h2>
      <div className={styles.fields}>
        <Select
          label={texts.format}
          value={format}
          options={FORMAT_OPTIONS}
          onChange={(value) => useCite.setState({ format: value })}
        />
        {format === 'formatted' && style !== undefined ? (
          <Select
            label={texts.style}
            value={style}
            options={known.map(({ id, title }) => ({ value: id, title }))}
            onChange={choose}
          />
        ) : null}
      </div>
      <Preview ids={ids} choice={choice} />
      <Acts ids={ids} choice={choice} />
    </Dialog>
  );
}

function Preview({ ids, choice }: { readonly ids: readonly string[]; readonly choice: Choice }) {
  const shown = ids.slice(0, PREVIEWED);
  const { data, isError } = useQuery({
    queryKey: ['cited', shown, choice],
    queryFn: ({ signal }) => client.exchange.cite({ ids: shown, ...choice }, { signal }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const references = data?.ok ? data.references : [];
  const { between } = REFERENCE_FRAMES[choice.format];
  const [first] = references;
  return (
    <>
      <label className={styles.preview}>
        {texts.preview}
        <textarea
          readOnly
          dir="auto"
          className={choice.format === 'formatted' ? undefined : styles.code}
          value={references.map(({ text }) => text).join(between)}
        />
      </label>
      <p className={styles.note} role="status">
        {isError ? texts.failures.core : null}
        {data?.ok === false ? texts.failures[data.reason] : null}
        {data?.ok && references.length === 0 ? texts.nothing : null}
        {first?.inline ? `${texts.inText}: ${first.inline} ` : null}
        {ids.length > PREVIEWED ? texts.firstOf(PREVIEWED, ids.length) : null}
      </p>
    </>
  );
}

function Acts({ ids, choice }: { readonly ids: readonly string[]; readonly choice: Choice }) {
  const [said, say] = useState<string | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);
  const write = async (handOver: (written: Written) => string): Promise<void> => {
    const { signal } = stop.current;
    const onDone = (done: number): void => {
      if (done < ids.length) say(texts.working(done, ids.length));
    };
    const written = await citeAll(ids, choice, { signal, onDone });
    if (signal.aborted) return;
    say(typeof written === 'string' ? texts.failures[written] : handOver(written));
  };
  const copyAll = ({ text, html, papers }: Written): string => {
    if (!copy(text, html)) return texts.failures.copy;
    showToast(texts.copied(papers));
    return texts.copied(papers);
  };
  const saveAll = ({ text }: Written): string => {
    const name = texts.fileName + REFERENCE_ENDINGS[choice.format];
    saveFile(name, text);
    return texts.saved(name);
  };
  return (
    <div className={styles.acts}>
      <p className={styles.said} role="status">
        {said}
      </p>
      <Button onPress={closeCite}>{texts.close}</Button>
      <Button onPress={() => void write(saveAll)}>{texts.save}</Button>
      <Button primary onPress={() => void write(copyAll)}>
        {texts.copy}
      </Button>
    </div>
  );
}
