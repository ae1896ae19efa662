import { ChevronDown } from 'lucide-react';
import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { runAction } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import menu from '../ui/menu.module.css';
import styles from './list-header.module.css';
import { canGroup, type ListKey, type ListSettings, sortsOf } from './list-settings.ts';

const texts = t.library.list;

/** Says how a list is ordered, and opens the menu of its orders. */
export function SortMenu({ list, settings }: { list: ListKey; settings: ListSettings }) {
  const { sort, grouped } = settings;
  const sorts = sortsOf(list);
  return (
    <MenuTrigger>
      <Button
        className={`${styles.chip} ${styles.menu} ${styles.sort}`}
        aria-label={texts.sortedBy(texts.sorts[sort])}
      >
        {texts.sorts[sort]}
        <ChevronDown size="0.875em" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover!} placement="bottom start">
        <Menu className={menu.menu!} aria-label={texts.sort}>
          <MenuSection
            aria-label={texts.sort}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[sort]}
          >
            {sorts.map((order) => (
              <MenuItem
                key={order}
                id={order}
                className={menu.item!}
                onAction={() => runAction(`library.sort.${order}`)}
              >
                {texts.sorts[order]}
              </MenuItem>
            ))}
          </MenuSection>
          {canGroup(sort) ? (
            <MenuSection
              aria-label={texts.groupByDay}
              className={menu.section!}
              selectionMode="multiple"
              selectedKeys={grouped ? ['grouped'] : []}
            >
              <MenuItem
                id="grouped"
                className={menu.item!}
                onAction={() => runAction('library.group-by-day')}
              >
                {texts.groupByDay}
              </MenuItem>
            </MenuSection>
          ) : null}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
