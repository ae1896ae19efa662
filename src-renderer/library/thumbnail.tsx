import { useState } from 'react';
import type { PaperDetails } from '../../src-shared/contract/index.ts';
import styles from './details.module.css';

/** The picture of the listing, from disk; it adds nothing to what is said beside it. */
export function Thumbnail({ paper: { thumbnail } }: { paper: PaperDetails }) {
  const [broken, setBroken] = useState<string | null>(null);
  if (thumbnail === null || thumbnail === broken) return null;
  return (
    <img
      className={styles.thumbnail}
      src={thumbnail}
      alt=""
      loading="lazy"
      draggable={false}
      onError={() => setBroken(thumbnail)}
    />
  );
}
