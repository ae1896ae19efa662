import type { StorageReport } from '../../src-shared/contract/index.ts';
import type { DiskUse } from '../app/texts/en/storage.ts';
import { formatBytes } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import css from './disk-use.module.css';
import { Group } from './parts.tsx';

const texts = t.storage.disk;

/** A use of the disk in bytes; `count` where it is of countable things. */
export type Use = { readonly use: DiskUse; readonly bytes: number; readonly count: number | null };

/** What uses the disk, in the order of the bar; what uses nothing is left out. */
export function usesOf(report: StorageReport): readonly Use[] {
  const uses: readonly Use[] = [
    { use: 'pdfs', ...report.pdfs },
    { use: 'texts', bytes: report.texts, count: null },
    { use: 'index', bytes: report.index, count: null },
    { use: 'library', bytes: report.library, count: null },
    { use: 'backups', ...report.backups },
    { use: 'thumbnails', bytes: report.thumbnails, count: null },
    { use: 'partials', bytes: report.partials, count: null },
    { use: 'other', bytes: report.other, count: null },
  ];
  return uses.filter(({ bytes }) => bytes > 0);
}

/** What Offprint uses the disk for, as a bar and in numbers (FILE-5). */
export function DiskUseGroup({ report }: { readonly report: StorageReport }) {
  const uses = usesOf(report);
  const used = uses.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <Group title={texts.title}>
      <p>{texts.total(used, report.free)}</p>
      <div className={css.bar} aria-hidden="true">
        {uses.map(({ use, bytes }) => (
          <span key={use} className={css[use]} style={{ flexGrow: bytes }} />
        ))}
      </div>
      <dl className={css.legend}>
        {uses.map(({ use, bytes, count }) => (
          <div key={use}>
            <dt>
              <span className={`${css.dot} ${css[use]}`} aria-hidden="true" />
              {texts.uses[use]}
              {count === null ? null : <span className={css.count}>{texts.count(count)}</span>}
            </dt>
            <dd>{formatBytes(bytes)}</dd>
          </div>
        ))}
      </dl>
    </Group>
  );
}
