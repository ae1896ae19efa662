import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuSection } from 'react-aria-components';
import { registry, runAction, useAllActions } from '../app/actions.ts';
import { formatChord } from '../app/keys.ts';
import { isMac } from '../app/platform.ts';
import styles from './menu.module.css';

type Props = {
  readonly label: string;
  /** Ids of actions, in groups; those that are not there or cannot be done now are left out. */
  readonly groups: readonly (readonly string[])[];
  readonly before?: ReactNode;
};

/** A menu of registered actions with their keys (ACC-1); for a popover. */
export function ActionMenu({ label, groups, before }: Props) {
  const all = useAllActions();
  const found = groups
    .map((ids) => ids.flatMap((id) => all.find((action) => action.id === id) ?? []))
    .map((actions) => actions.filter((action) => registry.isAvailable(action)))
    .filter((actions) => actions.length > 0);
  return (
    <Menu
      className={`${styles.menu} ${before ? '' : styles.plain}`}
      aria-label={label}
      onAction={(id) => runAction(String(id))}
    >
      {before}
      {found.map((actions, index) => (
        <MenuSection
          key={actions[0]?.id}
          aria-label={label}
          className={index > 0 || before ? styles.section! : ''}
        >
          {actions.map(({ id, title, keys: [key] }) => (
            <MenuItem key={id} id={id} className={styles.item!} textValue={title}>
              <span>{title}</span>
              {key === undefined ? null : <kbd>{formatChord(key, isMac)}</kbd>}
            </MenuItem>
          ))}
        </MenuSection>
      ))}
    </Menu>
  );
}
