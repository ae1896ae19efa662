import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { useNavigation } from '../app/navigation.ts';
import { formatShortDay } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { MathText } from '../ui/math-text.tsx';
import { authorsOf } from './authors.ts';
import { useDetailsMenu } from './context-targets.ts';
import styles from './details.module.css';
import { DetailsButtons } from './details-buttons.tsx';
import { DetailsCards } from './details-cards.tsx';
import { DetailsLabels } from './details-labels.tsx';
import { DetailsSaid } from './details-said.tsx';
import { ManyDetails } from './many-details.tsx';
import { NewVersion } from './new-version.tsx';
import { Outside } from './outside.tsx';
import { usePaperActions } from './paper-actions.ts';
import { PdfFailure } from './pdf-failure.tsx';
import { useSelection } from './selected.ts';
import { NOTHING } from './selection.ts';
import { useFreshDetails } from './use-fresh-details.ts';

const texts = t.library.details;

/** What is known of the selected paper, and what can be done with it. */
export function Details() {
  const selected = useNavigation((state) => state.selectedPaper);
  const {
    data: paper,
    error,
    isPlaceholderData,
  } = useQuery({
    ...queries.paper(selected ?? ''),
    enabled: selected !== null,
    placeholderData: keepPreviousData,
  });
  const shown = selected === null ? undefined : (paper ?? undefined);
  // An act is never done to the paper that was shown before.
  const known = isPlaceholderData ? undefined : shown;
  useFreshDetails(known?.id ?? null);
  useDetailsMenu();
  const many = useSelection(({ selection }) => selection !== NOTHING);
  const opening = usePaperActions(known, paper === null ? null : selected);
  return (
    <section className={styles.pane} aria-label={texts.label} tabIndex={-1} data-context="details">
      {many ? (
        <ManyDetails />
      ) : shown ? (
        <Paper key={shown.id} paper={shown} opening={opening} />
      ) : (
        <p className={styles.none}>{error ? t.errors.core : missing(selected, paper)}</p>
      )}
    </section>
  );
}

function missing(selected: string | null, paper: PaperDetails | null | undefined): string {
  if (selected === null) return texts.none;
  return paper === null ? texts.gone : '';
}

function Paper({ paper, opening }: { paper: PaperDetails; opening: boolean }) {
  return (
    <article className={styles.paper}>
      <h2 className={styles.title} dir="auto">
        <MathText text={paper.title} />
      </h2>
      <Byline paper={paper} />
      <DetailsButtons paper={paper} opening={opening} />
      <PdfFailure paper={paper} />
      <NewVersion paper={paper} />
      <div className={styles.own}>
        <DetailsSaid paper={paper} />
        <DetailsLabels paper={paper} />
      </div>
      <p className={paper.abstract === null ? styles.unknown : styles.abstract} dir="auto">
        {paper.abstract === null ? texts.noAbstract : <MathText text={paper.abstract} />}
      </p>
      <DetailsCards paper={paper} />
    </article>
  );
}

function Byline({ paper }: { paper: PaperDetails }) {
  const { arxivId, organization, publishedAt } = paper;
  const parts = [
    authorsOf(paper),
    organization,
    publishedAt === null ? null : formatShortDay(publishedAt),
  ].filter((part) => part !== null && part !== '');
  return (
    <p className={styles.by}>
      {parts.join(' · ')}
      {arxivId === null ? null : (
        <>
          {parts.length > 0 ? ' · ' : null}
          <Outside href={`https://arxiv.org/abs/${encodeURI(arxivId)}`}>
            {texts.arxiv(arxivId)}
          </Outside>
        </>
      )}
    </p>
  );
}
