import { useQuery } from '@tanstack/react-query';
import type { StorageReport } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { NumberField } from './number-field.tsx';
import { Answered, Group, Outcome, Progress, Toggle } from './parts.tsx';
import { firstQuota, MIN_GIGABYTES, toBytes, toGigabytes } from './quota-steps.ts';
import css from './storage.module.css';
import { useMachineSettings } from './use-machine-settings.ts';

const texts = t.storage.quota;

/** How much room PDFs may take, and how much they do (FILE-5). */
export function QuotaGroup({ report }: { readonly report: StorageReport }) {
  const settings = useQuery(queries.machineSettings());
  const { change, failed } = useMachineSettings();
  const { pdfs, evictable } = report;
  return (
    <Group title={texts.title}>
      <Answered query={settings}>
        {({ pdfQuota }) => (
          <>
            <Toggle
              label={texts.limit}
              hint={texts.hint}
              on={pdfQuota !== null}
              onChange={(on) => change({ pdfQuota: on ? firstQuota(pdfs.bytes) : null })}
            />
            {pdfQuota === null ? null : (
              <div className={css.indented}>
                <NumberField
                  label={texts.label}
                  unit={texts.unit}
                  value={toGigabytes(pdfQuota)}
                  min={MIN_GIGABYTES}
                  max={null}
                  onCommit={(gigabytes) => change({ pdfQuota: toBytes(gigabytes) })}
                />
              </div>
            )}
            <p className={css.used}>{texts.used(pdfs.bytes, pdfQuota)}</p>
            {pdfQuota === null ? null : (
              <Progress label={texts.title} value={Math.min(pdfs.bytes, pdfQuota)} max={pdfQuota} />
            )}
            <p className={css.quiet}>{texts.evictable(report)}</p>
            <Outcome problem>
              {pdfQuota !== null && pdfs.bytes - evictable.bytes > pdfQuota ? texts.tooSmall : null}
              {failed ? t.settings.failed : null}
            </Outcome>
          </>
        )}
      </Answered>
    </Group>
  );
}
