import { Star } from 'lucide-react';
import { t } from '../../app/texts/index.ts';
import { Button } from '../../ui/button.tsx';
import css from './link-card.module.css';
import type { CitedPaper, CitedReference } from './reference-acts.ts';

const texts = t.links.reference;

function Paper({ paper }: { paper: CitedPaper }) {
  return (
    <p className={css.paper}>
      <strong>{paper.title}</strong>
      <span className={css.state}>
        {texts.inLibrary} · {t.library.details.statuses[paper.status]}
        {paper.starred && (
          <>
            {' · '}
            <Star size="0.9em" fill="currentColor" aria-hidden /> {texts.starred}
          </>
        )}
      </span>
    </p>
  );
}

/** The act that is nearest at hand, on one button, so that the focus stays when it changes. */
function firstAct({ paper, said, isAdding }: CitedReference): readonly [string, string] {
  if (paper) return ['reader.openReference', texts.open];
  if (said.arxivId === null) return ['reader.findReference', texts.search];
  return ['reader.addReference', isAdding ? t.online.adding : texts.add];
}

/** An entry of a list of references, what the library has of it, and what can be done with it. */
export function ReferenceCard({ id, content }: { id: string; content: CitedReference }) {
  const { text, paper, message } = content;
  const [action, label] = firstAct(content);
  return (
    <>
      <div id={id}>
        <p className={css.text}>{text}</p>
        {paper && <Paper paper={paper} />}
      </div>
      <div className={css.acts}>
        {paper !== undefined && (
          <>
            <Button primary action={action}>
              {label}
            </Button>
            {paper && <Button action="reader.besideReference">{texts.beside}</Button>}
          </>
        )}
        <span role="status" className={css.message}>
          {message}
        </span>
      </div>
    </>
  );
}
