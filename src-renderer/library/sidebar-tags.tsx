import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { setExpanded, useExpanded } from './expanded.ts';
import { setTag } from './paper-acts.ts';
import { tagSectionId } from './sections.ts';
import { showSection } from './show-section.ts';
import styles from './sidebar.module.css';
import { SidebarEntry } from './sidebar-entry.tsx';

const TAGS = 'tags';

type Props = {
  /** The entry that is shown, where it is a tag's. */
  readonly current: string | null;
};

/** The user's tags under a heading that folds them away; papers can be dropped on one. */
export const SidebarTags = memo(function SidebarTags({ current }: Props) {
  const tags = useQuery(queries.tags()).data ?? [];
  const open = useExpanded().has(TAGS);
  if (tags.length === 0) return null;
  return (
    <>
      <h2>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          onClick={() => setExpanded([TAGS], new Set(open ? [] : [TAGS]))}
        >
          {t.tags.label}
          <ChevronRight className={styles.turn} size="0.875rem" aria-hidden="true" />
        </button>
      </h2>
      {open ? (
        <ul aria-label={t.tags.label}>
          {tags.map(({ tag, papers }) => (
            <li key={tag}>
              <SidebarEntry
                title={tag}
                count={papers}
                current={current === tagSectionId(tag)}
                onPress={() => showSection(tagSectionId(tag))}
                onPapers={(ids) => void setTag(ids, tag, true)}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
});
