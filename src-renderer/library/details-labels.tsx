import { FolderClosed, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { runAction } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import styles from './details-said.module.css';
import { putPapers, setTag } from './paper-acts.ts';
import { collectionSectionId, tagSectionId } from './sections.ts';
import { showSection } from './show-section.ts';

const texts = t.library.details;

/** The paper's collections and tags; each shows its papers and can be taken off. */
export function DetailsLabels({ paper }: { paper: PaperDetails }) {
  const { id, tags, collections, collectionIds } = paper;
  return (
    <div className={styles.labels}>
      <ul
        className={styles.chips}
        aria-label={texts.collections}
        hidden={collectionIds.length === 0}
      >
        {collectionIds.map((collection, index) => {
          const name = collections[index] ?? '';
          return (
            <Chip
              key={collection}
              icon={<FolderClosed size="0.75rem" aria-hidden="true" />}
              name={name}
              showing={texts.showCollection(name)}
              removing={texts.removeCollection(name)}
              onShow={() => showSection(collectionSectionId(collection))}
              onRemove={() => void putPapers([id], { id: collection, name }, false)}
            />
          );
        })}
      </ul>
      <ul className={styles.chips} aria-label={texts.tags}>
        {tags.map((tag) => (
          <Chip
            key={tag}
            name={tag}
            showing={texts.showTag(tag)}
            removing={texts.removeTag(tag)}
            onShow={() => showSection(tagSectionId(tag))}
            onRemove={() => void setTag([id], tag, false)}
          />
        ))}
        <li>
          <button type="button" className={styles.adding} onClick={() => runAction('library.tag')}>
            <Plus size="0.75rem" aria-hidden="true" />
            {texts.addTag}
          </button>
        </li>
      </ul>
    </div>
  );
}

type ChipProps = {
  readonly icon?: ReactNode;
  readonly name: string;
  readonly showing: string;
  readonly removing: string;
  readonly onShow: () => void;
  readonly onRemove: () => void;
};

function Chip({ icon, name, showing, removing, onShow, onRemove }: ChipProps) {
  return (
    <li className={styles.chip}>
      <button type="button" className={styles.label} title={showing} dir="auto" onClick={onShow}>
        {icon}
        <span>{name}</span>
      </button>
      <button type="button" className={styles.off} aria-label={removing} onClick={onRemove}>
        <X size="0.75rem" aria-hidden="true" />
      </button>
    </li>
  );
}
