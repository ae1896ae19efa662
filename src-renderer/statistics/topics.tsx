import { useState } from 'react';
import type { Statistics } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Choice } from '../settings/parts.tsx';
import type { Measure } from './shape.ts';
import styles from './statistics.module.css';

const texts = t.statistics;

type Topic = Statistics['topics'][number];
type Kind = Topic['kind'];
const KINDS: readonly Kind[] = ['tag', 'collection', 'category', 'keyword'];
const OPTIONS = KINDS.map((value) => ({ value, title: texts.kinds[value] }));

/** Topics that are shown; the core sends the most read first. */
const SHOWN = 15;

type Props = { readonly topics: Statistics['topics']; readonly measure: Measure };

/** What was read by the user's tags and collections, by category and by keyword. */
export function Topics({ topics, measure }: Props) {
  const [kind, setKind] = useState<Kind>(() => KINDS.find(hasAny(topics)) ?? 'category');
  const shown = topics
    .filter((topic) => topic.kind === kind)
    .sort((a, b) => b[measure] - a[measure])
    .slice(0, SHOWN);
  const most = Math.max(1, ...shown.map((topic) => topic[measure]));
  return (
    <section className={styles.part}>
      <div className={styles.heading}>
        <h2>{texts.topics}</h2>
        <Choice label={texts.kind} value={kind} options={OPTIONS} onChange={setKind} />
      </div>
      {shown.length === 0 ? (
        <p className={styles.quiet}>{texts.noTopics}</p>
      ) : (
        <table className={styles.topics}>
          <thead>
            <tr>
              <th scope="col">{texts.topic}</th>
              <td />
              <th scope="col">{texts.papersColumn}</th>
              <th scope="col">{texts.readColumn}</th>
              <th scope="col">{texts.timeColumn}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((topic) => (
              <Row key={topic.topic} topic={topic} share={topic[measure] / most} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const hasAny =
  (topics: Props['topics']) =>
  (kind: Kind): boolean =>
    topics.some((topic) => topic.kind === kind);

function Row({ topic, share }: { readonly topic: Topic; readonly share: number }) {
  return (
    <tr>
      <th scope="row" dir="auto">
        {topic.topic}
      </th>
      <td className={styles.bar} aria-hidden="true">
        <i className={styles.share} style={{ width: `${100 * share}%` }} />
      </td>
      <td>{texts.number(topic.papers)}</td>
      <td>{texts.number(topic.read)}</td>
      <td>{texts.spent(topic.seconds)}</td>
    </tr>
  );
}
