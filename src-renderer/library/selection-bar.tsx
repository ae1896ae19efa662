import { FileDown, FolderPlus, ListChecks, Quote, Star, Tag, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { registry, runAction, useAllActions } from '../app/actions.ts';
import { formatChord } from '../app/keys.ts';
import { isMac } from '../app/platform.ts';
import { t } from '../app/texts/index.ts';
import menu from '../ui/menu.module.css';
import { useProgress } from './parts.ts';
import { READ_STATUSES } from './read-statuses.ts';
import { useSelection } from './selected.ts';
import { countOf, NOTHING } from './selection.ts';
import styles from './selection-bar.module.css';

const texts = t.acts;

/** What can be done to the papers that are selected, under their list; how far a long act is. */
export function SelectionBar() {
  const selection = useSelection((state) => state.selection);
  const progress = useProgress((state) => state.progress);
  const count = countOf(selection);
  return (
    <div className={styles.place}>
      {progress ? <Underway {...progress} /> : null}
      {selection === NOTHING ? null : <Bar count={count} />}
      <p className="visually-hidden" role="status">
        {selection === NOTHING ? '' : texts.announceSelected(count)}
      </p>
    </div>
  );
}

function Bar({ count }: { count: number }) {
  return (
    <div className={styles.bar} role="toolbar" aria-label={texts.bar}>
      <b className={styles.count}>{texts.selected(count)}</b>
      <Act action="library.star" icon={<Star size="1rem" />} />
      <StatusMenu />
      <Act action="library.tag" icon={<Tag size="1rem" />} />
      <Act action="library.collect" icon={<FolderPlus size="1rem" />} />
      <Act action="library.fetch-pdf" icon={<FileDown size="1rem" />} />
      <Act action="library.cite" icon={<Quote size="1rem" />} />
      <Act action="library.remove" icon={<Trash2 size="1rem" />} />
      <Act action="library.select-one" icon={<X size="1rem" />} />
    </div>
  );
}

/** A button of an act that exists; its name and key are the registry's. */
function Act({ action, icon }: { action: string; icon: ReactNode }) {
  const found = useAllActions().find(({ id }) => id === action);
  if (!found || !registry.isAvailable(found)) return null;
  const key = found.keys[0];
  return (
    <button
      type="button"
      className={styles.act}
      aria-label={found.title}
      title={key === undefined ? found.title : `${found.title} (${formatChord(key, isMac)})`}
      onClick={() => runAction(action)}
    >
      {icon}
    </button>
  );
}

function StatusMenu() {
  return (
    <MenuTrigger>
      <Button className={styles.act!} aria-label={texts.status}>
        <ListChecks size="1rem" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover!} placement="top start">
        <Menu className={`${menu.menu} ${menu.plain}`} aria-label={texts.status}>
          {READ_STATUSES.map((status) => (
            <MenuItem
              key={status}
              id={status}
              className={menu.item!}
              onAction={() => runAction(`library.status.${status}`)}
            >
              {t.library.details.statuses[status]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

type UnderwayProps = { readonly done: number; readonly total: number; readonly stop: () => void };

function Underway({ done, total, stop }: UnderwayProps) {
  return (
    <div className={styles.underway}>
      <progress aria-label={texts.progress(done, total)} value={done} max={total} />
      <span>{texts.progress(done, total)}</span>
      <button type="button" className={styles.stop} onClick={stop}>
        {texts.stop}
      </button>
    </div>
  );
}
