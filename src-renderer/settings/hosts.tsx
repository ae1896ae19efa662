import type { UpstreamHealth } from '../../src-shared/contract/index.ts';
import { formatNumber } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
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
