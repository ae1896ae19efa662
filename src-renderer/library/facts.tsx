import type { ReactNode } from 'react';
import type { PaperDetails, PaperOrigin } from '../../src-shared/contract/index.ts';
import { formatShortDay } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { Card } from './card.tsx';
import styles from './details.module.css';
import { Outside } from './outside.tsx';

const texts = t.library.details;

/** What is known of a paper and is seldom asked for; nothing is shown of what is unknown. */
export function Facts({ paper }: { paper: PaperDetails }) {
  const { categories, comment, journalRef, doi, featuredOn, origins } = paper;
  const known = [comment, journalRef, doi, ...categories, ...featuredOn, ...origins];
  if (known.every((value) => value === null)) return null;
  return (
    <Card title={texts.facts}>
      <dl className={styles.facts}>
        <Fact name={texts.comment}>{comment}</Fact>
        <Fact name={texts.journal}>{journalRef}</Fact>
        <Fact name={texts.doi}>{doi === null ? null : <Doi doi={doi} />}</Fact>
        <Fact name={texts.categories}>{categories.join(', ')}</Fact>
        <Fact name={texts.featured}>{featuredOn.map(formatShortDay).join(', ')}</Fact>
        <Fact name={texts.origins}>{origins.map(originOf).join(', ')}</Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Doi({ doi }: { doi: string }) {
  const path = doi.split('/').map(encodeURIComponent).join('/');
  return <Outside href={`https://doi.org/${path}`}>{doi}</Outside>;
}

function originOf({ source, name }: PaperOrigin): string {
  const from = texts.originSources[source];
  return name === null ? from : texts.originFile(from, name);
}
