import { Tag } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { runAction } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import shared from '../reader.module.css';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderStore } from '../reader-store.ts';
import { Draft } from './draft.ts';
import css from './side.module.css';

const MAX_COMMENT = 50_000;

/** The text of a mark's comment as it is typed, over the one that is kept. */
function useDraft(mark: Annotation, session: ReaderSession) {
  const latest = useRef(mark);
  latest.current = mark;
  const [typed, setTyped] = useState<string | null>(null);
  const draft = useMemo(
    () =>
      new Draft((comment) => {
        session.marks.change(latest.current, { comment });
        setTyped(null);
      }),
    [session],
  );
  useEffect(() => {
    const flush = () => draft.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [draft]);
  const type = (text: string): void => {
    setTyped(text);
    draft.type(text);
  };
  return { text: typed ?? mark.comment, type, flush: () => draft.flush() };
}

/** The comment and the tags of the selected mark, to be changed. */
export function MarkDetails(props: {
  readonly mark: Annotation;
  readonly session: ReaderSession;
  readonly store: ReaderStore;
}) {
  const { mark, session, store } = props;
  const { text, type, flush } = useDraft(mark, session);
  const field = useRef<HTMLTextAreaElement>(null);
  const wanted = useStore(store, ({ commenting }) => commenting === mark.id);
  useEffect(() => {
    if (!wanted) return;
    field.current?.focus();
    store.setState({ commenting: null });
  }, [wanted, store]);
  return (
    <div className={css.details}>
      <textarea
        ref={field}
        aria-label={t.reader.comment}
        placeholder={t.reader.comment}
        maxLength={MAX_COMMENT}
        rows={2}
        value={text}
        onChange={({ target }) => type(target.value)}
        onBlur={flush}
      />
      <span>
        <button type="button" className={shared.act} onClick={() => runAction('reader.tagMark')}>
          <Tag size="1em" aria-hidden /> {t.reader.tags(mark.tags.length)}
        </button>
        <MarkTags tags={mark.tags} />
      </span>
    </div>
  );
}

/** A mark's tags, to be read. */
export function MarkTags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <span className={css.tags}>
      {tags.map((tag) => (
        <span key={tag} className={css.tag} dir="auto">
          {tag}
        </span>
      ))}
    </span>
  );
}
