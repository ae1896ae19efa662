import type { LinkedRepositories, PaperDetails } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Card } from './card.tsx';
import styles from './details.module.css';
import { Outside } from './outside.tsx';

const texts = t.library.details;
const SITE = 'https://huggingface.co';
/** Of each kind; whoever wants all of them follows the link. */
const SHOWN = 5;

/** Models, datasets and Spaces that name the paper (LIST-6). */
export function Linked({ paper }: { paper: PaperDetails }) {
  const kinds = [
    { title: texts.models, path: '', linked: paper.linkedModels },
    { title: texts.datasets, path: 'datasets/', linked: paper.linkedDatasets },
    { title: texts.spaces, path: 'spaces/', linked: paper.linkedSpaces },
  ].filter(({ linked }) => (linked?.items.length ?? 0) > 0);
  if (kinds.length === 0) return null;
  return (
    <Card title={texts.linked}>
      {kinds.map(({ title, path, linked }) => (
        <Kind key={title} title={title} path={path} linked={linked!} />
      ))}
    </Card>
  );
}

type KindProps = {
  readonly title: string;
  readonly path: string;
  readonly linked: LinkedRepositories;
};

function Kind({ title, path, linked: { items, total } }: KindProps) {
  const more = (total ?? items.length) - Math.min(SHOWN, items.length);
  return (
    <div className={styles.kind}>
      <h4>{title}</h4>
      <ul className={styles.links}>
        {items.slice(0, SHOWN).map(({ id, likes }) => (
          <li key={id}>
            <Outside href={`${SITE}/${path}${id.split('/').map(encodeURIComponent).join('/')}`}>
              {id}
            </Outside>
            {likes ? ` · ${texts.likes(likes)}` : null}
          </li>
        ))}
        {more > 0 ? <li className={styles.more}>{texts.moreLinked(more)}</li> : null}
      </ul>
    </div>
  );
}
