import { flushSync } from 'react-dom';
import { useContextMenu } from '../app/context-menu.tsx';
import { useNavigation } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { useSelection } from './selected.ts';
import { countOf, NOTHING } from './selection.ts';

const texts = t.menus.of;

type List = { readonly has: (row: number) => boolean; readonly only: (row: number) => void };

function papersLabel(): string {
  const { selection } = useSelection.getState();
  return selection === NOTHING ? texts.paper : texts.papers(countOf(selection));
}

/** Gives the rows of a list their context menu; a row that is not selected is selected alone. */
export function useRowMenu(list: () => List): void {
  useContextMenu('[role="option"][data-row]', ({ dataset }) => {
    const row = Number(dataset.row);
    // What the menu says is of the paper that is selected by it.
    if (!list().has(row)) flushSync(() => list().only(row));
    return { kind: 'paper', label: papersLabel() };
  });
}

/** Gives the details of a paper its context menu. */
export function useDetailsMenu(): void {
  useContextMenu('[data-context="details"]', () =>
    useNavigation.getState().selectedPaper === null
      ? null
      : { kind: 'details', label: papersLabel() },
  );
}

/** Gives entries of the sidebar, and what the user put there, their context menus. */
export function useSidebarMenus(): void {
  useContextMenu('[data-collections-tree] [data-own]', (element) => {
    element.focus();
    return { kind: 'collection', ...ownOf(element), label: texts.collection(nameOf(element)) };
  });
  useContextMenu('[data-saved-searches] [data-own]', (element) => {
    element.focus();
    return { kind: 'search', ...ownOf(element), label: texts.search(nameOf(element)) };
  });
  useContextMenu('nav button[data-section]', (element) => {
    if (element.getAttribute('aria-current') !== 'page') element.click();
    return { kind: 'section', label: texts.section(nameOf(element)) };
  });
}

const nameOf = (element: HTMLElement): string =>
  element.querySelector('[dir="auto"]')?.textContent ?? element.textContent ?? '';

const ownOf = ({ dataset: { own } }: HTMLElement): { id?: string } =>
  own === undefined ? {} : { id: own };
