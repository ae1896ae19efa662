import type { StorageReport } from '../../src-shared/contract/index.ts';
import {
  type Files,
  type FilesOptions,
  type Held,
  type Policies,
  reportStorage,
  type Shelf,
} from './files/index.ts';
import { PdfWants } from './index/index.ts';
import type { Mutations } from './library/index.ts';
import type { Clock, Http, Origins } from './listings/index.ts';
import type { LocalStore } from './local/index.ts';
import { openFiles, type VersionOf } from './pdf-wiring.ts';
import { openPolicies, WantedPdfs } from './policy-wiring.ts';
import type { MachineSettingsStore, Settings } from './settings/index.ts';
import { openShelf, readTimesOf } from './shelf-wiring.ts';

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

/** The queue, the shelf and the policies, joined to each other. */
export type PdfParts = {
  readonly files: Files;
  readonly shelf: Shelf;
  readonly policies: Policies;
  readonly wants: PdfWants;
  /** What uses the disk. */
  readonly storage: () => Promise<StorageReport>;
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
  const openPapers = (): string[] => settings.getLayout()?.tabs.map(({ paperId }) => paperId) ?? [];
  const shelf = openShelf({
    ...{ dataDir, mutations, local, machine, wants, openPapers, onEvicted },
    wantedFiles: () => wanted.files(),
  });
  const files = openFiles(setting, mutations, local, http, { room: shelf, textStatus, versionOf });
  const policies = openPolicies({ dataDir, files, shelf, mutations, machine, wanted });
  obey(machine, { files, shelf, policies, events });
  // What a crash left is gone before anyone looks.
  await shelf.tidy().catch(report);
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
