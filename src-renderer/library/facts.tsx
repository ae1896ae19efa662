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
  const facts: [string, ReactNode][] = [
    [texts.comment, comment],
    [texts.journal, journalRef],
    [texts.doi, doi === null ? null : <Doi doi={doi} />],
    [texts.categories, categories.join(', ')],
    [texts.featured, featuredOn.map(formatShortDay).join(', ')],
    [texts.origins, origins.map(originOf).join(', ')],
  ];
  const known = facts.filter(([, value]) => value !== null && value !== '');
  if (known.length === 0) return null;
  return (
    <Card title={texts.facts}>
      <dl className={styles.facts}>
        {known.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
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
