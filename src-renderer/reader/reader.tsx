import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { DocumentView } from './document-view.tsx';
import css from './reader.module.css';
import type { ReaderPlace } from './reader-place.ts';
import { readerStore } from './reader-store.ts';
import { WaitingView } from './waiting-view.tsx';

/** One paper's reader: fills the area under the tab bar, or half of it. */
export function Reader({ paperId, ...place }: ReaderPlace & { readonly paperId: string }) {
  const { data: paper } = useQuery(queries.paper(paperId));
  if (paper === undefined) return <div className={css.plain} />;
  if (paper === null) {
    return (
      <div className={css.plain}>
        <p className={css.center}>{t.reader.unknown}</p>
      </div>
    );
  }
  const { state, sha256 } = paper.pdf;
  if (state !== 'stored' || sha256 === null)
    return <WaitingView paper={paper} active={place.active} />;
  return <DocumentView key={sha256} paper={paper} sha256={sha256} {...place} />;
}

/** The reader's part of the status bar: "Page 1 of 14 · 7 % read". */
export function ReaderStatus({ paperId }: { paperId: string }) {
  const view = useStore(readerStore(paperId), (state) => state.view);
  return view ? <span>{t.reader.status(view.page + 1, view.pages)}</span> : null;
}
