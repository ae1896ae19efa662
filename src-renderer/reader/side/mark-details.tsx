import { Tag } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { runAction } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import shared from '../reader.module.css';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderStore } from '../reader-store.ts';
import css from './side.module.css';
import { useComment } from './use-comment.ts';

const MAX_COMMENT = 50_000;

/** The comment and the tags of the selected mark, to be changed. */
export function MarkDetails(props: {
  readonly mark: Annotation;
  readonly session: ReaderSession;
  readonly store: ReaderStore;
}) {
  const { mark, session, store } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, type, focus, blur } = useComment(mark, session, field);
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
        onFocus={focus}
        onBlur={blur}
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
