import { ChevronRight } from 'lucide-react';
import { Menu, MenuItem, MenuSection, Popover, SubmenuTrigger } from 'react-aria-components';
import styles from '../ui/menu.module.css';
import { registry } from './actions.ts';
import { formatChord } from './keys.ts';
import type { MenuEntry } from './menu-model.ts';
import { isMac } from './platform.ts';

/** Does an action of a menu once the menu is gone and focus is back where it was. */
export function runAfterMenu(id: string, done?: () => void): void {
  // The menu gives focus back in the frame after it is taken away.
  const frame = (work: () => void) => requestAnimationFrame(work);
  frame(() =>
    frame(() =>
      frame(() => {
        registry.run(id);
        done?.();
      }),
    ),
  );
}

type SectionsProps = {
  readonly sections: readonly (readonly MenuEntry[])[];
  readonly label: string;
  readonly onDone?: () => void;
};

/** The entries of a menu, in sections that lines part. */
export function MenuSections({ sections, label, onDone }: SectionsProps) {
  return sections.map((entries, index) => (
    <MenuSection
      key={keyOf(entries[0])}
      aria-label={label}
      {...(index === 0 ? {} : { className: styles.section! })}
    >
      {entries.map((entry) => (
        <Entry key={keyOf(entry)} entry={entry} onDone={onDone} />
      ))}
    </MenuSection>
  ));
}

function keyOf(entry: MenuEntry | undefined): string {
  if (!entry) return '';
  return entry.kind === 'action' ? entry.action.id : `menu:${entry.title}`;
}

type EntryProps = { readonly entry: MenuEntry; readonly onDone: (() => void) | undefined };

function Entry({ entry, onDone }: EntryProps) {
  if (entry.kind === 'submenu') {
    return (
      <Submenu title={entry.title}>
        {entry.entries.map((inner) => (
          <Entry key={keyOf(inner)} entry={inner} onDone={onDone} />
        ))}
      </Submenu>
    );
  }
  const { id, title, keys, danger } = entry.action;
  const [key] = keys;
  return (
    <MenuItem
      id={id}
      className={danger ? `${styles.item} ${styles.danger}` : styles.item!}
      textValue={title}
      isDisabled={!entry.enabled}
      onAction={() => runAfterMenu(id, onDone)}
    >
      <span>{title}</span>
      {key === undefined ? null : <kbd className={styles.keys}>{formatChord(key, isMac)}</kbd>}
    </MenuItem>
  );
}

type SubmenuProps = { readonly title: string; readonly children: React.ReactNode };

/** A menu that opens from an entry of another. */
export function Submenu({ title, children }: SubmenuProps) {
  return (
    <SubmenuTrigger>
      <MenuItem id={`menu:${title}`} className={styles.item!} textValue={title}>
        <span>{title}</span>
        <ChevronRight className={styles.more} size="0.875em" aria-hidden="true" />
      </MenuItem>
      <Popover className={styles.popover!} offset={-2} crossOffset={-5}>
        <Menu className={`${styles.menu} ${styles.plain}`} aria-label={title}>
          {children}
        </Menu>
      </Popover>
    </SubmenuTrigger>
  );
}
