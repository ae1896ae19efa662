import { useQuery } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { Button as MenuButton, MenuTrigger, Popover } from 'react-aria-components';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { useAllActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { ActionMenu } from '../ui/action-menu.tsx';
import buttons from '../ui/button.module.css';
import { Button } from '../ui/button.tsx';
import menu from '../ui/menu.module.css';
import styles from './details.module.css';
import { downloadsOf } from './downloads.ts';
import { READ_STATUSES } from './read-statuses.ts';

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
  if (opening)
    return (
      <Button primary disabled action="library.read">
        {percent === undefined ? texts.fetching : texts.fetchingPercent(percent)}
      </Button>
    );
  return (
    <Button primary action="library.read">
      {paper.pdf.state === 'stored' ? texts.readOffline : texts.fetchAndRead} <kbd>Enter</kbd>
    </Button>
  );
}

const MORE = [
  READ_STATUSES.map((status) => `library.status.${status}`),
  ['library.tag', 'library.due', 'library.fetch-pdf', 'library.cancel-pdf', 'library.refresh'],
  ['library.move-up', 'library.move-down', 'library.uncollect', 'library.remove'],
];

function MoreMenu() {
  return (
    <MenuTrigger>
      <MenuButton className={buttons.button!} aria-label={texts.more}>
        <Ellipsis size="1rem" aria-hidden="true" />
      </MenuButton>
      <Popover className={menu.popover!} placement="bottom start">
        <ActionMenu label={texts.more} groups={MORE} />
      </Popover>
    </MenuTrigger>
  );
}
