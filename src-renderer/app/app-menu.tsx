import { Menu as MenuIcon } from 'lucide-react';
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components';
import styles from '../ui/menu.module.css';
import { MenuSections, Submenu } from './menu-items.tsx';
import { shownMenus } from './menu-model.ts';
import { hasNativeMenu } from './native-menu.ts';
import bar from './tab-bar.module.css';
import { t } from './texts/index.ts';

const texts = t.menus;

/** The button at the left of the tabs that opens the menus; nothing where the system shows them. */
export function AppMenu() {
  if (hasNativeMenu()) return null;
  return (
    <MenuTrigger>
      <Button className={bar.settings!} aria-label={texts.open}>
        <MenuIcon size="1rem" aria-hidden="true" />
      </Button>
      <Popover className={styles.popover!} placement="bottom start">
        <Menus />
      </Popover>
    </MenuTrigger>
  );
}

function Menus() {
  return (
    <Menu className={`${styles.menu} ${styles.plain}`} aria-label={texts.open}>
      {shownMenus().map(({ id, title, sections }) => (
        <Submenu key={id} title={title}>
          <MenuSections sections={sections} label={title} />
        </Submenu>
      ))}
    </Menu>
  );
}
