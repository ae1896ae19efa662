import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { useStore } from 'zustand';
import { runAction } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import menu from '../../ui/menu.module.css';
import { ACTUAL_SIZE } from '../engine/index.ts';
import css from '../reader.module.css';
import type { ReaderStore } from '../reader-store.ts';
import { ZOOM_CHOICES } from './zoom-acts.ts';

const FITS = { 'fit-width': 'reader.fitWidth', 'fit-page': 'reader.fitPage' } as const;

/** Zoom (CSS pixels per point) in per cent of the actual size. */
const percentOf = (zoom: number): number => Math.round((zoom / ACTUAL_SIZE) * 100);

/** The zoom in per cent, and a menu of what it can be. */
export function ZoomMenu({ store }: { readonly store: ReaderStore }) {
  const percent = percentOf(useStore(store, ({ view }) => view?.zoom ?? ACTUAL_SIZE));
  const request = useStore(store, ({ view }) => view?.request);
  const chosen = typeof request === 'string' ? FITS[request] : `reader.zoomTo.${percent}`;
  const choices = [
    [
      { id: FITS['fit-width'], title: t.reader.fitWidth },
      { id: FITS['fit-page'], title: t.reader.acts.fitPage },
    ],
    ZOOM_CHOICES.map((one) => ({
      id: `reader.zoomTo.${one}`,
      title: one === 100 ? t.view.actualSize : t.reader.zoom(one),
    })),
  ];
  return (
    <MenuTrigger>
      <Button className={`${css.tool} ${css.percent}`} aria-label={t.reader.zoomIs(percent)}>
        {t.reader.zoom(percent)}
      </Button>
      <Popover className={menu.popover!} placement="bottom">
        <Menu className={menu.menu!} aria-label={t.view.zoom}>
          {choices.map((section) => (
            <MenuSection
              key={section[0]!.id}
              className={menu.section!}
              aria-label={t.view.zoom}
              selectionMode="single"
              selectedKeys={[chosen]}
            >
              {section.map(({ id, title }) => (
                <MenuItem key={id} id={id} className={menu.item!} onAction={() => runAction(id)}>
                  {title}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
