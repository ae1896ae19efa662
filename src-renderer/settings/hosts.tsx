import { useQuery } from '@tanstack/react-query';
import type { UpstreamHealth } from '../../src-shared/contract/index.ts';
import { formatNumber } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { hostOf } from '../sync/offers.ts';
import { useNow } from '../ui/use-now.ts';
import css from './table.module.css';

const texts = t.settings.sources;

/** Every host that requests go to, and how it does (SAFE-5). */
export function HostsGroup({ upstreams }: { readonly upstreams: readonly UpstreamHealth[] }) {
  return (
    <div className={css.scroller}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{texts.host}</th>
            <th scope="col">{texts.purpose}</th>
            <th scope="col" className={css.number}>
              {texts.requests}
            </th>
            <th scope="col">{texts.hostState}</th>
          </tr>
        </thead>
        <tbody>
          {upstreams.map((health) => (
            <Host key={`${health.purpose} ${health.host}`} health={health} />
          ))}
          <MachinesHost />
        </tbody>
      </table>
    </div>
  );
}

function Host({ health }: { readonly health: UpstreamHealth }) {
  const now = Math.max(useNow(), Date.now());
  const trouble = health.state === 'failing' || health.state === 'waiting';
  return (
    <tr>
      <th scope="row" className={css.host}>
        {health.host}
      </th>
      <td>{texts.purposes[health.purpose]}</td>
      <td className={css.number}>{formatNumber(health.requests)}</td>
      <td className={trouble ? css.trouble : undefined}>{texts.upstreamState(health, now)}</td>
    </tr>
  );
}

/** Where the user's machines meet, if that is a server. */
function MachinesHost() {
  const now = Math.max(useNow(), Date.now());
  const status = useQuery(queries.syncStatus()).data;
  const host = status?.target ? hostOf(status.target) : null;
  if (!status || host === null) return null;
  const { trouble } = status;
  return (
    <tr>
      <th scope="row" className={css.host}>
        {host}
      </th>
      <td>{t.sync.hosts.purpose}</td>
      <td className={css.number}>{t.sync.hosts.requests}</td>
      <td className={trouble ? css.trouble : undefined}>
        {trouble ? t.sync.reasons[trouble.reason] : t.sync.state(status, now)}
      </td>
    </tr>
  );
}
