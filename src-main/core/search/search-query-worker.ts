import { parentPort, workerData } from 'node:worker_threads';
import type { AskMessage, AskReply } from './asker.ts';
import { complete } from './engine/complete.ts';
import { SearchEngine } from './engine/engine.ts';
import { SearchFiles } from './engine/files.ts';
import { similarPapers } from './engine/similar-papers.ts';
import { isOfDamage } from './files.ts';

const { dataDir } = workerData as { readonly dataDir: string };
let open: { readonly files: SearchFiles; readonly engine: SearchEngine } | undefined;
let build = -1;

parentPort?.on('message', (message: AskMessage | null) => {
  if (message !== null) return parentPort?.postMessage(replyTo(message));
  letGo();
  return parentPort?.close();
});

function replyTo(message: AskMessage): AskReply {
  const { number } = message;
  try {
    return { number, ok: true, answer: answer(message) };
  } catch (error) {
    letGo();
    return { number, ok: false, detail: String(error), isDamaged: isOfDamage(error, dataDir) };
  }
}

function answer({ build: meant, question }: AskMessage): unknown {
  // Another file lies where the read model's was, or will lie there.
  if (meant !== build) letGo();
  build = meant;
  if (question.kind === 'release') return null;
  open ??= opened();
  const { engine, files } = open;
  switch (question.kind) {
    case 'search':
      return searched(engine, question);
    case 'count':
      return engine.count(question.query);
    case 'hits':
      return engine.hits(question.query, question.keys);
    case 'similar':
      return files.within(() => similarPapers(files, question.key, question.limit));
    case 'complete':
      return files.within(() => complete(files, question.field, question.prefix));
  }
}

function searched(
  engine: SearchEngine,
  { search, first }: Extract<AskMessage['question'], { kind: 'search' }>,
) {
  const answer = engine.search(search);
  return { ...answer, hits: engine.hits(search.query, [...answer.keys.subarray(0, first)]) };
}

function opened() {
  const files = SearchFiles.open(dataDir);
  return { files, engine: new SearchEngine(files) };
}

function letGo(): void {
  open?.files.close();
  open = undefined;
}
