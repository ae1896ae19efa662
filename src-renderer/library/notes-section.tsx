import { type ComponentType, lazy, Suspense } from 'react';

let loaded: ComponentType | undefined;

/** Loads the page of notes, whose editor is large and not wanted at the start. */
export async function loadNotesPage(): Promise<ComponentType> {
  loaded ??= (await import('../notes/list/index.ts')).NotesPage;
  return loaded;
}

const LatePage = lazy(async () => ({ default: await loadNotesPage() }));

/** The page of notes. Once it is loaded it comes in one turn: what is typed next is meant for it. */
export function NotesSection() {
  const Page = loaded;
  if (Page) return <Page />;
  return (
    <Suspense fallback={null}>
      <LatePage />
    </Suspense>
  );
}
