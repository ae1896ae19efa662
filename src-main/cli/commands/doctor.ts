import type { DoctorReport } from '../../../src-shared/contract/index.ts';
import type { Context, Outcome, Register, WithoutCore } from '../command.ts';
import { renderTable } from '../table.ts';
import { findingMessage, t } from '../texts.ts';

function humanText({ findings }: DoctorReport, context: Context): string {
  if (findings.length === 0) return `${t.doctor.healthy}\n`;
  const titles = [{ title: t.columns.result }, { title: t.columns.finding }];
  const rows = findings.map((finding) => [
    finding.repaired ? t.doctor.repaired : t.doctor.open,
    findingMessage(finding),
  ]);
  return renderTable(titles, rows, context.style);
}

function outcome(report: DoctorReport, context: Context): Outcome {
  const findings = report.findings.map(({ kind, subject, repaired }) => ({
    kind,
    subject,
    message: findingMessage({ kind, subject }),
    repaired,
  }));
  const open = findings.filter(({ repaired }) => !repaired).length;
  return {
    json: { ok: report.ok, findings },
    human: humanText(report, context),
    problem: report.ok ? null : t.doctor.failed(Math.max(1, open)),
  };
}

/** A core that does not open for the data folder's sake is itself what the doctor found. */
const withoutCore: WithoutCore = ({ reason }, context) => {
  const isOfLibrary = reason === 'database-damaged' || reason === 'database-missing';
  if (!isOfLibrary && reason !== 'folder-unwritable') return null;
  const subject = isOfLibrary ? 'library.sqlite' : context.options.dataDir;
  return outcome({ ok: false, findings: [{ kind: reason, subject, repaired: false }] }, context);
};

/** `doctor`: checks the data folder and repairs on demand. */
export const registerDoctor: Register = (program, acts) => {
  program
    .command('doctor')
    .description(t.doctor.about)
    .option('--repair', t.doctor.repair)
    .action(({ repair = false }: { repair?: boolean }) =>
      acts.withCore(
        async (client, context) => outcome(await client.system.doctor({ repair }), context),
        withoutCore,
      ),
    );
};
