import type { FilesStatus } from '../../src-shared/contract/index.ts';

/** How far each running download is, in whole per cent, by paper; without those of unknown length. */
export function downloadsOf(status: FilesStatus | undefined): ReadonlyMap<string, number> {
  const percents = new Map<string, number>();
  for (const { paperId, received, expected } of status?.active ?? [])
    if (expected) percents.set(paperId, Math.min(100, Math.floor((received / expected) * 100)));
  return percents;
}
