import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyncMachine } from '../../src-shared/contract/index.ts';
import { formatMoment } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Answered, Group } from '../settings/parts.tsx';
import table from '../settings/table.module.css';
import { useNow } from '../ui/use-now.ts';
import { MachineName } from './machine-name.tsx';

const texts = t.sync.machines;

/** The user's machines, with when each was there last. */
export function MachinesGroup() {
  const machines = useQuery(queries.machines());
  const [said, setSaid] = useState('');
  return (
    <Group title={texts.title} hint={texts.hint}>
      <span className="visually-hidden" role="status">
        {said}
      </span>
      <Answered query={machines}>
        {(known) => (
          <div className={table.scroller}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{texts.name}</th>
                  <th scope="col">{texts.system}</th>
                  <th scope="col">{texts.seen}</th>
                  <th scope="col">
                    <span className="visually-hidden">{texts.acts}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {known.map((machine) => (
                  <Machine key={machine.id} machine={machine} onSaid={setSaid} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
    </Group>
  );
}

function Machine(props: {
  readonly machine: SyncMachine;
  readonly onSaid: (words: string) => void;
}) {
  const { machine, onSaid } = props;
  const now = Math.max(useNow(), Date.now());
  const { lastSeen, platform } = machine;
  return (
    <tr>
      <MachineName machine={machine} onRenamed={(name) => onSaid(texts.renamed(name))}>
        <td>{platform === '' ? texts.unknown : texts.platform(machine)}</td>
        <td className={`${table.short} ${table.capital}`}>
          {lastSeen === null ? texts.never : formatMoment(lastSeen, now)}
        </td>
      </MachineName>
    </tr>
  );
}
