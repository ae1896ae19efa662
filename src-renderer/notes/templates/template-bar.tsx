import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import type { NoteTemplate } from '../../../src-shared/contract/index.ts';
import { type Action, useActions } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { queries } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { noteSession } from '../sessions.ts';
import { allTemplates, templateAction, templateActions } from './insert-template.ts';
import css from './template-bar.module.css';

const NONE: readonly Action[] = [];
const NO_TEMPLATES: readonly NoteTemplate[] = [];

const useOwnTemplates = (): readonly NoteTemplate[] =>
  useQuery(queries.settings()).data?.noteTemplates ?? NO_TEMPLATES;

/** Registers the templates as acts on a paper's note, while its reader is in front. */
export function useTemplateActions(paperId: string, active: boolean, show: () => void): void {
  const own = useOwnTemplates();
  useActions(
    useMemo(
      () => (active ? templateActions(paperId, own, show) : NONE),
      [paperId, own, active, show],
    ),
  );
}

/** Whether nothing is written in a note; follows what is typed. */
function useIsEmpty(paperId: string): boolean {
  const { text } = noteSession(paperId);
  return useSyncExternalStore(
    useMemo(
      () => (changed: () => void) => {
        text.observe(changed);
        return () => text.unobserve(changed);
      },
      [text],
    ),
    () => text.length === 0,
  );
}

/** Offers templates to begin with while a paper's note is empty. */
export function TemplateBar({ paperId }: { readonly paperId: string }) {
  const isKnown = useQuery(queries.note(paperId)).data !== undefined;
  const isEmpty = useIsEmpty(paperId);
  const own = useOwnTemplates();
  if (!isKnown || !isEmpty) return null;
  return (
    <section className={css.begin} aria-label={t.templates.begin}>
      <h3>{t.templates.begin}</h3>
      {allTemplates(own).map(({ id, name }) => (
        <Button key={id} action={templateAction(id)}>
          {name}
        </Button>
      ))}
    </section>
  );
}
