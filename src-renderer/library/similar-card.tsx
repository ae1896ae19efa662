import { useQuery } from '@tanstack/react-query';
import { selectPaper } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { MathText } from '../ui/math-text.tsx';
import { Card } from './card.tsx';
import styles from './details.module.css';

/** Papers of the library that are like this one (FIND-4); each is one click away. */
export function SimilarCard({ paperId }: { paperId: string }) {
  const similar = useQuery(queries.similar(paperId)).data ?? [];
  if (similar.length === 0) return null;
  return (
    <Card title={t.library.details.similar}>
      <ul className={styles.similar}>
        {similar.map(({ id, title }) => (
          <li key={id}>
            <button type="button" dir="auto" onClick={() => selectPaper(id)}>
              <MathText text={title} />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
