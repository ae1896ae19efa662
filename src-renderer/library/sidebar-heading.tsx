import { Plus } from 'lucide-react';
import { runAction } from '../app/actions.ts';
import styles from './sidebar.module.css';

type Props = {
  readonly title: string;
  /** Makes another of what stands below it. */
  readonly add?: { readonly action: string; readonly label: string };
};

/** The heading of a part of the sidebar. */
export function SidebarHeading({ title, add }: Props) {
  return (
    <div className={styles.heading}>
      <h2>{title}</h2>
      {add ? (
        <button
          type="button"
          className={styles.add}
          aria-label={add.label}
          title={add.label}
          onClick={() => runAction(add.action)}
        >
          <Plus size="0.9375rem" aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}
