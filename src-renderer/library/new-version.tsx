import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { Button } from '../ui/button.tsx';
import styles from './details.module.css';
import { fetchPdfs } from './paper-acts.ts';

const texts = t.library.details;

/** Says that arXiv has a newer version than the PDF that lies here (LIST-10). */
export function NewVersion({ paper }: { paper: PaperDetails }) {
  const { id, latestVersion, latestVersionAt, pdfVersion, pdf } = paper;
  if (latestVersion === null || pdfVersion === null || latestVersion <= pdfVersion) return null;
  if (pdf.state === 'queued' || pdf.state === 'downloading') return null;
  return (
    <div className={styles.news}>
      <p>{texts.newVersion(latestVersion, pdfVersion, latestVersionAt)}</p>
      <Button onPress={() => fetchPdfs([id])}>{texts.fetchNewVersion(latestVersion)}</Button>
    </div>
  );
}
