import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import styles from './details.module.css';

/** Why a paper's PDF is not here, with a way to try again. */
export function PdfFailure({ paper }: { paper: Pick<PaperDetails, 'pdf' | 'pdfFailure'> }) {
  if (paper.pdf.state !== 'failed') return null;
  return (
    <div className={styles.failure} role="status">
      <p>
        {t.errors.fileTitle} {paper.pdfFailure === null ? null : t.errors.file(paper.pdfFailure)}
      </p>
      <Button action="library.fetch-pdf">{t.library.details.retry}</Button>
    </div>
  );
}
