import type { PaperDetails } from '../../../src-shared/contract/index.ts';
import { client } from '../../client.ts';
import { localDayOf } from '../../ui/local-day.ts';
import { asksFor, fillTemplate, type Placeholder, type TemplateValues } from './fill.ts';

type Values = Readonly<Record<Exclude<Placeholder, 'citekey'>, string>>;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What placeholders stand for in the note of a paper, on a day; of the citation key see below. */
export function valuesOf(paper: PaperDetails, today: string): Values {
  const { arxivId, doi } = paper;
  const page = arxivId ? `https://arxiv.org/abs/${arxivId}` : null;
  return {
    title: oneLine(paper.title),
    authors: paper.authors.join(', '),
    year: paper.publishedAt?.slice(0, 4) ?? '',
    date: today,
    arxiv: arxivId ?? '',
    doi: doi ?? '',
    url: page ?? (doi ? `https://doi.org/${doi}` : ''),
    abstract: oneLine(paper.abstract ?? ''),
  };
}

/** The key by which the exported reference of a paper is cited; none where the core does not say. */
async function citationKey(id: string): Promise<TemplateValues> {
  const cited = await client.exchange.cite({ ids: [id], format: 'bibtex' }).catch(() => null);
  const text = cited?.ok ? (cited.references[0]?.text ?? '') : '';
  const key = /^\s*@\w+\{\s*([^\s,]+)\s*,/.exec(text)?.[1];
  return key === undefined ? {} : { citekey: key };
}

/** A template filled in for a paper. */
export async function filledFor(paper: PaperDetails, template: string): Promise<string> {
  const cited = asksFor(template, 'citekey') ? await citationKey(paper.id) : {};
  return fillTemplate(template, { ...valuesOf(paper, localDayOf(Date.now())), ...cited });
}
