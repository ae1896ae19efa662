import { useQuery } from '@tanstack/react-query';
import { BookOpen } from 'lucide-react';
import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { useStore } from 'zustand';
import { runAction } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { queries } from '../../queries.ts';
import menu from '../../ui/menu.module.css';
import css from '../reader.module.css';
import type { ReaderStore } from '../reader-store.ts';
import { PAGE_THEMES } from './page-themes.ts';
import { SPREADS } from './view-actions.ts';

const texts = t.view;

type ChoicesProps = {
  readonly label: string;
  readonly action: string;
  readonly values: readonly string[];
  readonly titles: Readonly<Record<string, string>>;
  readonly chosen: string;
};

function Choices({ label, action, values, titles, chosen }: ChoicesProps) {
  return (
    <MenuSection
      aria-label={label}
      className={menu.section!}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[`${action}.${chosen}`]}
    >
      {values.map((value) => (
        <MenuItem
          key={value}
          id={`${action}.${value}`}
          className={menu.item!}
          onAction={() => runAction(`${action}.${value}`)}
        >
          {titles[value]}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

/** The tool that opens the menu of how pages lie and look. */
export function ViewMenu({ store }: { readonly store: ReaderStore }) {
  const spread = useStore(store, ({ view }) => view?.arrangement.spread ?? 'none');
  const theme = useQuery(queries.settings()).data?.pageTheme ?? 'paper';
  return (
    <MenuTrigger>
      <Button className={css.tool!} aria-label={texts.label}>
        <BookOpen size="1.15em" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover!} placement="bottom">
        <Menu className={menu.menu!} aria-label={texts.label}>
          <MenuSection aria-label={texts.rotation}>
            {(['rotateRight', 'rotateLeft'] as const).map((id) => (
              <MenuItem
                key={id}
                id={id}
                className={menu.item!}
                onAction={() => runAction(`reader.${id}`)}
              >
                {texts[id]}
              </MenuItem>
            ))}
          </MenuSection>
          <Choices
            label={texts.spread}
            action="reader.spread"
            values={SPREADS}
            titles={texts.spreads}
            chosen={spread}
          />
          <Choices
            label={texts.theme}
            action="reader.pageTheme"
            values={PAGE_THEMES}
            titles={texts.themes}
            chosen={theme}
          />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
