import type { StorageReport } from '../../../src-shared/contract/index.ts';
import type { PdfParts } from '../capabilities.ts';
import { type FilesOptions, type Held, reportStorage } from '../files/index.ts';
import { PdfWants } from '../index/index.ts';
import type { Mutations } from '../library/index.ts';
import type { Clock, Http, Origins } from '../listings/index.ts';
import type { LocalStore } from '../local/index.ts';
import type { MachineSettingsStore, Settings } from '../settings/index.ts';
import { openFiles, type VersionOf } from './pdf-queue.ts';
import { openPolicies, WantedPdfs } from './policies.ts';
import { openShelf, readTimesOf } from './shelf.ts';

/** What the parts that deal with PDFs are made from. */
export type PdfSetting = {
  readonly clock: Clock;
  readonly dataDir: string;
  readonly origins: Origins;
  readonly mutations: Mutations;
  readonly local: LocalStore;
  readonly http: Http;
  readonly settings: Settings;
  readonly machine: MachineSettingsStore;
  readonly textStatus: FilesOptions['textStatus'];
  readonly versionOf: VersionOf;
};

/** Makes the parts that deal with PDFs; nothing is fetched yet. */
export async function openPdfs(setting: PdfSetting): Promise<PdfParts> {
  const { dataDir, mutations, local, http, settings, machine, textStatus, versionOf } = setting;
  const { readModel, events } = mutations.context;
  const wants = new PdfWants(readModel);
  const wanted = new WantedPdfs(mutations, machine, wants);
  const onEvicted = (gone: readonly Held[], byUser: boolean): void => {
    const papers = gone.map(({ paperId }) => readModel.canonicalId(paperId));
    files.decline(papers, byUser ? 'by-user' : 'for-room');
    events.changed('files', papers);
  };
  const openPapers = (): string[] => settings.openPapers;
  const shelf = openShelf({
    ...{ dataDir, mutations, local, machine, wants, openPapers, onEvicted },
    wantedFiles: () => wanted.files(),
  });
  const files = openFiles(setting, mutations, local, http, { room: shelf, textStatus, versionOf });
  const policies = openPolicies({ dataDir, files, shelf, mutations, machine, wanted });
  obey(machine, { files, shelf, policies, events });
  // What a crash left is gone before anyone looks.
  await shelf.tidy().catch(report);
  void shelf.learn().catch(report);
  const storage = (): Promise<StorageReport> =>
    reportStorage({
      ...{ dataDir, shelf, quota: machine.get().pdfQuota },
      presentId: (id) => readModel.canonicalId(id),
      titles: (ids) => wants.titles(ids),
      readTimes: (ids) => readTimesOf(mutations, ids),
    });
  return { files, shelf, policies, wants, storage };
}

type Obeying = Pick<PdfParts, 'files' | 'shelf' | 'policies'> & {
  readonly events: Mutations['context']['events'];
};

/** A changed quota or policy holds at once. */
function obey(machine: MachineSettingsStore, { files, shelf, policies, events }: Obeying): void {
  machine.onChange((after, before) => {
    events.changed('settings', []);
    const [now, then] = [after.pdfQuota, before.pdfQuota];
    const isWider = then !== null && (now === null || now > then);
    if (isWider) files.retryRefused().catch(report);
    else if (now !== then) shelf.enforce().catch(report);
    policies.look('many');
  });
}

function report(error: unknown): void {
  console.error(`offprint: the quota of PDFs could not be kept: ${error}`);
}
