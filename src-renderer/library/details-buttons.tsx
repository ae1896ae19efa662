import { useQuery } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { Menu, Button as MenuButton, MenuTrigger, Popover } from 'react-aria-components';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { registry, useAllActions, useKeyOf } from '../app/actions.ts';
import { formatChord } from '../app/keys.ts';
import { MenuSections } from '../app/menu-items.tsx';
import { CONTEXT_MENUS, resolveMenu } from '../app/menu-model.ts';
import { isMac } from '../app/platform.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import buttons from '../ui/button.module.css';
import { Button } from '../ui/button.tsx';
import menu from '../ui/menu.module.css';
import styles from './details.module.css';
import { downloadsOf } from './downloads.ts';

const texts = t.library.details;

/** What can be done with the selected paper; each button does a registered action. */
export function DetailsButtons({ paper, opening }: { paper: PaperDetails; opening: boolean }) {
  const { state } = paper.pdf;
  const busy = state === 'queued' || state === 'downloading';
  const canCite = useAllActions().some(({ id }) => id === 'library.cite');
  return (
    <div className={styles.buttons}>
      <ReadButton paper={paper} opening={opening && busy} />
      {busy ? <Button action="library.cancel-pdf">{texts.cancel}</Button> : null}
      {state === 'none' ? <Button action="library.fetch-pdf">{t.actions.fetchPdf}</Button> : null}
      <Button action="library.collect">{texts.collect}</Button>
      <Button action="library.star" pressed={paper.starred}>
        {paper.starred ? t.library.list.starred : texts.star}
      </Button>
      {canCite ? <Button action="library.cite">{texts.cite}</Button> : null}
      <MoreMenu />
    </div>
  );
}

function ReadButton({ paper, opening }: { paper: PaperDetails; opening: boolean }) {
  const files = useQuery({ ...queries.files(), enabled: opening }).data;
  const percent = downloadsOf(files).get(paper.id);
  const key = useKeyOf('library.read');
  if (opening)
    return (
      <Button primary disabled action="library.read">
        {percent === undefined ? texts.fetching : texts.fetchingPercent(percent)}
      </Button>
    );
  return (
    <Button primary action="library.read">
      {paper.pdf.state === 'stored' ? texts.readOffline : texts.fetchAndRead}
      {key === undefined ? null : <kbd>{formatChord(key, isMac)}</kbd>}
    </Button>
  );
}

function MoreMenu() {
  return (
    <MenuTrigger>
      <MenuButton className={buttons.button!} aria-label={texts.more}>
        <Ellipsis size="1rem" aria-hidden="true" />
      </MenuButton>
      <Popover className={menu.popover!} placement="bottom start">
        <MoreActs />
      </Popover>
    </MenuTrigger>
  );
}

/** The same as in the context menu. */
function MoreActs() {
  const sections = resolveMenu(CONTEXT_MENUS.details, useAllActions(), {
    has: (action) => registry.isAvailable(action),
    enabled: () => true,
  });
  return (
    <Menu className={`${menu.menu} ${menu.plain}`} aria-label={texts.more}>
      <MenuSections sections={sections} label={texts.more} />
    </Menu>
  );
}
