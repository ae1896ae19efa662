import { useQuery } from '@tanstack/react-query';
import type { MachineSettings } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { NumberField } from './number-field.tsx';
import { Answered, Group, Outcome, Toggle } from './parts.tsx';
import css from './storage.module.css';
import { useMachineSettings } from './use-machine-settings.ts';

const texts = t.storage;

/** What the last days are before the user names a number; the contract's bound. */
const USUAL_DAYS = 7;
const MAX_DAYS = 60;

/** Which PDFs are fetched without being asked for (FILE-1). */
export function PoliciesGroup() {
  const settings = useQuery(queries.machineSettings());
  const { change, failed } = useMachineSettings();
  return (
    <Group title={texts.policies}>
      <Answered query={settings}>
        {(machine) => <Policies machine={machine} change={change} />}
      </Answered>
      <Outcome problem>{failed ? t.settings.failed : null}</Outcome>
    </Group>
  );
}

function Policies(props: {
  readonly machine: MachineSettings;
  readonly change: (patch: Partial<MachineSettings>) => void;
}) {
  const { machine, change } = props;
  const days = machine.pdfOfLastDays;
  return (
    <>
      <Toggle
        label={texts.whenOpened}
        on={machine.pdfWhenOpened}
        onChange={(on) => change({ pdfWhenOpened: on })}
      />
      <Toggle
        label={texts.whenStarred}
        on={machine.pdfWhenStarred}
        onChange={(on) => change({ pdfWhenStarred: on })}
      />
      <Toggle
        label={texts.ofLastDays}
        on={days !== null}
        onChange={(on) => change({ pdfOfLastDays: on ? USUAL_DAYS : null })}
      />
      {days === null ? null : (
        <div className={css.indented}>
          <NumberField
            label={texts.days}
            unit={texts.daysUnit}
            value={days}
            min={1}
            max={MAX_DAYS}
            whole
            onCommit={(value) => change({ pdfOfLastDays: value })}
          />
        </div>
      )}
    </>
  );
}
