import { useState } from 'react';
import type { EvictResult, StoredPdfEntry } from '../../src-shared/contract/index.ts';
import { openPaper } from '../app/navigation.ts';
import { formatBytes, formatSince } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { Group, Outcome, Some } from './parts.tsx';
import css from './storage.module.css';
import table from './table.module.css';
import { useAct } from './use-act.ts';

const texts = t.storage.largest;

const SHOWN_FIRST = 10;

/** The largest PDFs: what keeps them, and letting them go. */
export function LargestGroup({ pdfs }: { readonly pdfs: readonly StoredPdfEntry[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const evict = useAct((ids: string[]) => client.files.evict({ ids }));
  // What has got a reason to stay since it was chosen, or is gone, is chosen no more.
  const ids = pdfs
    .filter((pdf) => chosen.has(pdf.paperId) && mayGo(pdf))
    .map(({ paperId }) => paperId);
  if (pdfs.length === 0)
    return (
      <Group title={texts.title}>
        <p className={css.quiet}>{texts.none}</p>
        <Evicted result={evict.result} failed={evict.failed} />
      </Group>
    );
  return (
    <Group title={texts.title} hint={texts.evictHint}>
      <Some items={pdfs} first={SHOWN_FIRST}>
        {(shown) => <Pdfs pdfs={shown} chosen={chosen} choose={setChosen} />}
      </Some>
      <div className={css.foot}>
        <Button disabled={ids.length === 0 || evict.busy} onPress={() => evict.run(ids)}>
          {texts.evict(ids.length)}
        </Button>
        <Evicted result={evict.result} failed={evict.failed} />
      </div>
    </Group>
  );
}

const mayGo = ({ keptBecause }: StoredPdfEntry): boolean => keptBecause === null;

function Evicted(props: { readonly result: EvictResult | undefined; readonly failed: boolean }) {
  const { result, failed } = props;
  return (
    <Outcome problem={failed}>
      {failed ? t.settings.failed : null}
      {result && !failed
        ? texts.evicted(result.freed, result.evicted.length, result.kept.length)
        : null}
    </Outcome>
  );
}

type Choosing = {
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
};

function Pdfs({ pdfs, ...choosing }: Choosing & { readonly pdfs: readonly StoredPdfEntry[] }) {
  return (
    <div className={table.scroller}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {texts.paper}
            </th>
            <th scope="col" className={table.number}>
              {texts.size}
            </th>
            <th scope="col">{texts.read}</th>
            <th scope="col">{texts.stays}</th>
          </tr>
        </thead>
        <tbody>
          {pdfs.map((pdf) => (
            <Pdf key={`${pdf.paperId} ${pdf.sha256}`} pdf={pdf} {...choosing} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Pdf({ pdf, chosen, choose }: Choosing & { readonly pdf: StoredPdfEntry }) {
  const { paperId, title, bytes, lastReadAt } = pdf;
  const now = Math.max(useNow(), Date.now());
  const toggle = (on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(paperId);
    else next.delete(paperId);
    choose(next);
  };
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={texts.select(title)}
          disabled={!mayGo(pdf)}
          checked={chosen.has(paperId) && mayGo(pdf)}
          onChange={({ target }) => toggle(target.checked)}
        />
      </td>
      <th scope="row">
        <button type="button" className={table.link} onClick={() => openPaper(paperId, title)}>
          {title}
        </button>
      </th>
      <td className={table.number}>{formatBytes(bytes)}</td>
      <td className={`${table.short} ${table.capital}`}>
        {lastReadAt === null ? texts.never : formatSince(lastReadAt, now)}
      </td>
      <td>
        <Keeping pdf={pdf} />
      </td>
    </tr>
  );
}

/** Why it stays; the user's own reason is a button. */
function Keeping({ pdf }: { readonly pdf: StoredPdfEntry }) {
  const { paperId, title, pinned, keptBecause } = pdf;
  const pin = useAct((pinned: boolean) => client.files.pin({ ids: [paperId], pinned }));
  const other = keptBecause === null || keptBecause === 'pinned' ? null : keptBecause;
  return (
    <span className={css.keeping}>
      <Button
        pressed={pinned}
        disabled={pin.busy}
        label={texts.pinOf(title)}
        onPress={() => pin.run(!pinned)}
      >
        {texts.pin}
      </Button>
      {other === null ? null : texts.kept[other]}
      <Outcome problem>{pin.failed ? t.settings.failed : null}</Outcome>
    </span>
  );
}
