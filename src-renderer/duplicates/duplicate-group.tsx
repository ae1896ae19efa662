import { useState } from 'react';
import { formatShortDay } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { localToday } from '../library/due.ts';
import { Button } from '../ui/button.tsx';
import { mergePapers } from './acts.ts';
import styles from './duplicates.module.css';
import { type Duplicate, type Group, keeperOf, keyOf, mergeInto } from './groups.ts';

const texts = t.duplicates;

/** Papers that may be the same: what each has, and which of them the others become. */
export function DuplicateGroup({ group }: { group: Group }) {
  const [chosen, setChosen] = useState(() => keeperOf(group).id);
  const { papers, reason } = group;
  const title = papers.find(({ id }) => id === chosen)?.title ?? '';
  const name = `keep ${keyOf(group)}`;
  return (
    <li className={styles.group}>
      <fieldset>
        <legend>{texts.reasons[reason]}</legend>
        {papers.map((paper) => (
          <Choice
            key={paper.id}
            paper={paper}
            name={name}
            chosen={paper.id === chosen}
            onChoose={() => setChosen(paper.id)}
          />
        ))}
      </fieldset>
      <Button
        label={texts.mergeOf(title, papers.length)}
        onPress={() => mergePapers([mergeInto(group, chosen)])}
      >
        {texts.merge}
      </Button>
    </li>
  );
}

type ChoiceProps = {
  readonly paper: Duplicate;
  readonly name: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
};

function Choice({ paper, name, chosen, onChoose }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input type="radio" name={name} checked={chosen} onChange={onChoose} />
      <span className={styles.words}>
        <span className={styles.title} dir="auto">
          {paper.title}
        </span>
        <span className={styles.meta}>
          {partsOf(paper).map((part) => (
            <span key={part}>{part}</span>
          ))}
          {chosen ? <b>{texts.keep}</b> : null}
        </span>
      </span>
    </label>
  );
}

/** What a paper is and has, by which the user tells it from the others. */
function partsOf(paper: Duplicate): string[] {
  const { list, details } = t.library;
  const { arxivId, publishedAt, firstAuthor, addedAt, pdfState, highlights, hasNote } = paper;
  return [
    arxivId === null ? null : details.arxiv(arxivId),
    firstAuthor,
    publishedAt === null ? null : formatShortDay(publishedAt),
    addedAt === null ? null : texts.added(localToday(addedAt)),
    pdfState === 'stored' ? list.pdf.stored : null,
    highlights > 0 ? list.highlights(highlights) : null,
    hasNote ? list.note : null,
    paper.collections > 0 ? texts.collections(paper.collections) : null,
    ...paper.tags,
  ].filter((part) => part !== null);
}
