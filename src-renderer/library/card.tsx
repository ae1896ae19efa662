import type { ReactNode } from 'react';
import styles from './card.module.css';

/** A titled box of the details. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.card}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
