import { ChevronDown } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { RowFilter } from '../../src-shared/contract/index.ts';
import { runAction } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import menu from '../ui/menu.module.css';
import styles from './list-header.module.css';

const texts = t.library.list;

type Props = { readonly filters: readonly RowFilter[]; readonly on: readonly RowFilter[] };

/** A chip with filters that are not asked for often, so that the chips stand in one line. */
export function MoreFilters({ filters, on }: Props) {
  return (
    <MenuTrigger>
      <Button className={`${styles.chip} ${styles.menu}`} aria-label={texts.moreFilters}>
        {texts.more}
        <ChevronDown size="0.875em" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover!} placement="bottom start">
        <Menu
          className={menu.menu!}
          aria-label={texts.moreFilters}
          selectionMode="multiple"
          selectedKeys={filters.filter((filter) => on.includes(filter))}
        >
          {filters.map((filter) => (
            <MenuItem
              key={filter}
              id={filter}
              className={menu.item!}
              onAction={() => runAction(`library.filter.${filter}`)}
            >
              {texts.filters[filter]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
