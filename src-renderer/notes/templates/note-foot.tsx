import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo, useSyncExternalStore } from 'react';
import type { NoteTemplate } from '../../../src-shared/contract/index.ts';
import { type Action, runAction, useActions } from '../../app/actions.ts';
import { t } from '../../app/texts/index.ts';
import { queries } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { exportAction } from '../export-note.ts';
import { noteSession } from '../sessions.ts';
import { allTemplates, templateAction, templateActions } from './insert-template.ts';
import css from './note-foot.module.css';

const NONE: readonly Action[] = [];
const NO_TEMPLATES: readonly NoteTemplate[] = [];

const useOwnTemplates = (): readonly NoteTemplate[] =>
  useQuery(queries.settings()).data?.noteTemplates ?? NO_TEMPLATES;

/** Registers the acts on a paper's note as a whole, while its reader is in front. */
export function useNoteActions(paperId: string, active: boolean, show: () => void): void {
  const own = useOwnTemplates();
  useActions(
    useMemo(
      () => (active ? [...templateActions(paperId, own, show), exportAction(paperId)] : NONE),
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

/** What can be done with a paper's note: an empty one begins with a template, others are saved. */
export function NoteFoot({ paperId }: { readonly paperId: string }) {
  const isKnown = useQuery(queries.note(paperId)).data !== undefined;
  const isEmpty = useIsEmpty(paperId);
  const own = useOwnTemplates();
  if (!isKnown) return null;
  if (!isEmpty)
    return (
      <div className={css.foot}>
        <button type="button" className={css.save} onClick={() => runAction('notes.export')}>
          <Download size="1em" aria-hidden /> {t.noteExport.act}
        </button>
      </div>
    );
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
