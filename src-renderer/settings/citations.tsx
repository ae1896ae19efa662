import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { t } from '../app/texts/index.ts';
import { Select, stylesQuery } from '../cite/index.ts';
import { client } from '../client.ts';
import { invalidate } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Answered, Group, Outcome, Row } from './parts.tsx';
import { changeSettings } from './setting-acts.ts';

const texts = t.cite.settings;
/** Far beyond any style. */
const MOST_BYTES = 1_000_000;

type Said = { readonly text: string; readonly problem: boolean };

/** The usual style of references, and styles of the user's own. */
export function CitationsGroup({ style }: { readonly style: string }) {
  const styles = useQuery(stylesQuery());
  const [said, say] = useState<Said | null>(null);
  return (
    <Group title={texts.title} hint={texts.hint}>
      <Answered query={styles}>
        {(known) => {
          const options = known.map(({ id, title }) => ({ value: id, title }));
          const missing = options.some(({ value }) => value === style)
            ? []
            : [{ value: style, title: texts.missing(style) }];
          return (
            <Row acts={<AddStyle onDone={say} />}>
              <Select
                label={texts.style}
                value={style}
                options={[...options, ...missing]}
                onChange={(value) => changeSettings({ citationStyle: value })}
              />
            </Row>
          );
        }}
      </Answered>
      <Outcome problem={said?.problem === true}>{said?.text}</Outcome>
    </Group>
  );
}

function AddStyle({ onDone }: { readonly onDone: (said: Said) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onPress={() => input.current?.click()}>{texts.add}</Button>
      <input
        ref={input}
        type="file"
        accept=".csl,.xml"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) void add(file).then(onDone);
        }}
      />
    </>
  );
}

async function add(file: File): Promise<Said> {
  if (file.size > MOST_BYTES) return { text: texts.failures['too-large'], problem: true };
  try {
    const added = await client.exchange.addStyle({ csl: await file.text() });
    if (!added.ok) return { text: texts.failures[added.reason], problem: true };
    await invalidate(stylesQuery().queryKey);
    return { text: texts.added(added.style.title), problem: false };
  } catch {
    return { text: texts.failures.core, problem: true };
  }
}
