import { useQuery } from '@tanstack/react-query';
import type { Backlink } from '../../../src-shared/contract/index.ts';
import { t } from '../../app/texts/index.ts';
import { queries } from '../../queries.ts';
import { openNote } from '../list/note-place.ts';
import styles from './backlinks.module.css';

const texts = t.notes.links;

/** The places in notes that link to a paper or a note, by its key; each opens its note (NOTE-2). */
export function BacklinkList({ links }: { links: readonly Backlink[] }) {
  return (
    <ul className={styles.links}>
      {links.map(({ key, title, paperTitle, line }, place) => (
        // The same line may link twice.
        <li key={`${key} ${line} ${links.slice(0, place).filter((one) => one.key === key).length}`}>
          <button type="button" className={styles.link} onClick={() => openNote(key)}>
            <span className={styles.title} dir="auto">
              {title || texts.untitled}
            </span>
            {paperTitle ? (
              <span className={styles.paper} dir="auto">
                {texts.noteOn(paperTitle)}
              </span>
            ) : null}
            {line === title ? null : (
              <span className={styles.line} dir="auto">
                {line}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What links to a note, or to its paper, below its editor; nothing where nothing does. */
export function Backlinks({ noteKey }: { noteKey: string }) {
  const links = useQuery(queries.backlinks(noteKey)).data ?? [];
  if (links.length === 0) return null;
  return (
    <section className={styles.below} aria-label={texts.from}>
      <h3>{texts.from}</h3>
      <BacklinkList links={links} />
    </section>
  );
}
