import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A paper as far as searching is measured on it. */
export type Sample = {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly organization: string | null;
  readonly keywords: readonly string[];
  readonly publishedAt: string;
};

const FIXTURE = join(import.meta.dirname, '../../shared/fixtures/hf/daily-2024-2025.jsonl');

/** A line of the fixture: real papers, abstracts cut at 500 characters, the first author alone. */
type Line = {
  readonly arxivId: string;
  readonly title: string;
  readonly summary: string;
  readonly author: string;
  readonly publishedAt: string;
  readonly tags: readonly string[];
};

/** The fixture's papers, each once, in its order; null where the fixture is not there. */
export function fixturePapers(): Sample[] | null {
  if (!existsSync(FIXTURE)) return null;
  const lines = readFileSync(FIXTURE, 'utf8').trim().split('\n');
  const papers = new Map(lines.map((line) => toSample(JSON.parse(line) as Line)));
  return [...papers.values()];
}

function toSample(line: Line): [string, Sample] {
  const { arxivId, title, summary, author, tags, publishedAt } = line;
  const id = `arxiv:${arxivId}`;
  const text = { title, abstract: summary.replace(/\.\.\.$/, ''), authors: [author] };
  return [id, { id, ...text, organization: null, keywords: tags, publishedAt }];
}
