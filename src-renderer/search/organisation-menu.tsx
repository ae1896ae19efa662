import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import {
  hasTerm,
  type PhraseTerm,
  parseQuery,
  printQuery,
  toggleTerm,
} from '../../src-shared/query/index.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import styles from '../library/list-header.module.css';
import { keys } from '../queries.ts';
import menu from '../ui/menu.module.css';
import { searchHere, typeSearch, useSearch } from './search-state.ts';

const texts = t.search;

const termOf = (text: string): PhraseTerm => ({ kind: 'phrase', field: 'org', text, prefix: 'no' });

/** The query of a text; null where it makes no sense. */
function queryOf(text: string) {
  const parsed = parseQuery(text);
  return parsed.ok ? parsed.query : null;
}

/** Asks for the papers of an organisation in the search box, within the list that is shown. */
function toggleOrganisation(name: string): void {
  const { text, query } = useSearch.getState();
  const next = toggleTerm(queryOf(text), termOf(name));
  if (query === '') searchHere(true);
  typeSearch(next === null ? '' : `${printQuery(next)} `);
}

/** A chip with the organisations that have most papers here. */
export function OrganisationMenu() {
  const [isOpen, setOpen] = useState(false);
  const text = useSearch((state) => (isOpen ? state.text : ''));
  const isAsked = useSearch((state) => state.query.includes('org:'));
  const { data } = useQuery({
    queryKey: [...keys.completions, 'org', ''],
    queryFn: () => client.search.complete({ field: 'org', prefix: '' }),
    enabled: isOpen,
    staleTime: 10_000,
  });
  const names = data ?? [];
  const query = queryOf(text);
  const chosen = names.filter((name) => hasTerm(query, termOf(name)));
  return (
    <MenuTrigger isOpen={isOpen && names.length > 0} onOpenChange={setOpen}>
      <Button className={`${styles.chip} ${styles.menu} ${isAsked ? styles.on : ''}`}>
        {texts.where.organization}
        <ChevronDown size="0.875em" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover!} placement="bottom start">
        <Menu
          className={menu.menu!}
          aria-label={texts.where.organization}
          selectionMode="multiple"
          selectedKeys={chosen}
        >
          {names.map((name) => (
            <MenuItem
              key={name}
              id={name}
              className={menu.item!}
              onAction={() => toggleOrganisation(name)}
            >
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
