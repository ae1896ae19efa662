import { useQuery } from '@tanstack/react-query';
import { queries } from '../queries.ts';
import { DiskUseGroup } from './disk-use.tsx';
import { LargestGroup } from './largest.tsx';
import { Answered } from './parts.tsx';
import { PoliciesGroup } from './policies.tsx';
import { QueueGroup } from './queue.tsx';
import { QuotaGroup } from './quota.tsx';
import { TextsGroup } from './texts.tsx';

/** PDFs on this machine: which come, what they use, which go. */
export function StorageSection() {
  const storage = useQuery(queries.storage());
  return (
    <>
      <PoliciesGroup />
      <QueueGroup />
      <Answered query={storage}>
        {(report) => (
          <>
            <DiskUseGroup report={report} />
            <QuotaGroup report={report} />
            <TextsGroup />
            <LargestGroup pdfs={report.largest} />
          </>
        )}
      </Answered>
    </>
  );
}
