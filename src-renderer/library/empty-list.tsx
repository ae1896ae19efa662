import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import styles from './empty-list.module.css';
import { clearFilters } from './list-settings.ts';
import type { ListSection } from './sections.ts';

/** What stands in place of a list without papers. */
export function EmptyList({ section, filtered }: { section: ListSection; filtered: boolean }) {
  return (
    <div className={styles.empty}>
      <p>{filtered ? t.library.empty.filtered : section.empty}</p>
      {filtered ? (
        <Button onPress={() => clearFilters(section)}>{t.library.empty.clearFilters}</Button>
      ) : null}
    </div>
  );
}
