import type { PaperDetails } from '../../src-shared/contract/index.ts';
import styles from './details.module.css';

/** The picture of the listing, from disk; it adds nothing to what is said beside it. */
export function Thumbnail({ paper: { thumbnail } }: { paper: PaperDetails }) {
  if (thumbnail === null) return null;
  return <img className={styles.thumbnail} src={thumbnail} alt="" loading="lazy" />;
}
