import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** What concerns the program itself, its backups, its health. */
export function systemProcedures(core: Capabilities) {
  const { about, events, host, doctor, backups, health } = core;
  const os = implement(contract).system;
  return {
    info: os.info.handler(() => ({
      ...about,
      epoch: events.epoch,
      revision: events.revision,
      canOpenDemo: host.canOpenDemo && !about.demo,
      damaged: health.damaged,
    })),
    openDemo: os.openDemo.handler(() => host.openDemo()),
    activate: os.activate.handler(() => host.activate()),
    doctor: os.doctor.handler(async ({ input }) => {
      const report = await doctor.examine(input.repair);
      if (report.findings.some(({ kind }) => kind === 'database-damaged')) await health.check();
      return report;
    }),
    backup: os.backup.handler(async () => {
      const made = await backups.make('manual');
      if (!made.ok) return { ok: false, reason: made.reason } as const;
      return { ok: true, path: made.backup.path, bytes: made.backup.bytes } as const;
    }),
    backups: os.backups.handler(() =>
      backups.list().map(({ name, at, bytes, reason, ok }) => ({ name, at, bytes, reason, ok })),
    ),
    restoreBackup: os.restoreBackup.handler(async ({ input }) => {
      if (about.shell === 'none') return { ok: false, reason: 'not-supported' } as const;
      const staged = await backups.stage(input.name);
      if (!staged.ok) return { ok: false, reason: staged.reason } as const;
      host.restart();
      return { ok: true } as const;
    }),
  };
}
