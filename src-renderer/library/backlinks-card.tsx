import { useQuery } from '@tanstack/react-query';
import { t } from '../app/texts/index.ts';
import { BacklinkList } from '../notes/links/backlinks.tsx';
import { queries } from '../queries.ts';
import { Card } from './card.tsx';

/** The places in notes that link to the paper, where there are any. */
export function BacklinksCard({ paperId }: { paperId: string }) {
  const links = useQuery(queries.backlinks(paperId)).data ?? [];
  if (links.length === 0) return null;
  return (
    <Card title={t.notes.links.from}>
      <BacklinkList links={links} />
    </Card>
  );
}
