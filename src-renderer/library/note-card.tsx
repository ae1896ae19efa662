import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { t } from '../app/texts/index.ts';
import { queries } from '../queries.ts';
import { Card } from './card.tsx';

const NotePreview = lazy(async () => {
  const { NotePreview } = await import('../notes/index.ts');
  return { default: NotePreview };
});

/** The paper's note, where one was written. */
export function NoteCard({ paperId }: { paperId: string }) {
  const note = useQuery(queries.note(paperId)).data;
  if (!note?.markdown.trim()) return null;
  return (
    <Card title={t.library.details.note}>
      <Suspense fallback={null}>
        <NotePreview paperId={paperId} />
      </Suspense>
    </Card>
  );
}
