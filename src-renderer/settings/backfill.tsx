import { useQuery } from '@tanstack/react-query';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import css from './backfill.module.css';
import { BackfillEntry } from './backfill-entry.tsx';
import { BackfillForm } from './backfill-form.tsx';
import { Answered, Group } from './parts.tsx';

const texts = t.backfill;

/** Listings of former days: asking for them, and how that goes (LIST-1). */
export function BackfillSection() {
  const status = useQuery(queries.listings());
  return (
    <>
      <Group title={texts.form} hint={texts.hint}>
        <BackfillForm />
      </Group>
      <Group title={texts.list}>
        <Answered query={status}>
          {({ backfills }) =>
            backfills.length === 0 ? (
              <p className={css.none}>{texts.none}</p>
            ) : (
              <ul aria-label={texts.list}>
                {backfills.map((backfill) => (
                  <BackfillEntry key={backfill.id} backfill={backfill} />
                ))}
              </ul>
            )
          }
        </Answered>
      </Group>
    </>
  );
}
