import { describe, expect, it } from 'vitest';
import { pathsInFileField } from './file-field.ts';
import { markdownOfHtml } from './html-notes.ts';
import { readReferences } from './read-references.ts';

const bib = (text: string) => readReferences('bibtex', text);
const said = (text: string) => bib(text).entries[0]!;

describe('readBibtex', () => {
  it('[XFER-2] reads what Zotero writes, with its files, accents and months', () => {
    const { entries, problems } = bib(`
@article{lecun_deep_2015,
	title = {Deep learning},
	volume = {521},
	copyright = {2015 Springer},
	issn = {1476-4687},
	url = {https://www.nature.com/articles/nature14539},
	doi = {10.1038/nature14539},
	abstract = {Deep learning allows {\\textasciitilde}100\\% of …},
	number = {7553},
	journal = {Nature},
	author = {LeCun, Yann and Bengio, Yoshua and M{\\"u}ller, J{\\"o}rg and {The \\'{E}quipe}},
	month = may,
	year = {2015},
	keywords = {Computer science, Mathematics and computing},
	pages = {436--444},
	annote = {A note.},
	file = {Full Text PDF:files/12/LeCun et al. - 2015.pdf:application/pdf;Snapshot:files/13/nature.html:text/html},
}

@misc{vaswani_attention_2017,
	title = {Attention {Is} {All} {You} {Need}},
	url = {http://arxiv.org/abs/1706.03762v5},
	publisher = {arXiv},
	author = {Vaswani, Ashish and others},
	date = {2017-06-12},
	note = {arXiv:1706.03762},
}`);
    expect(problems).toEqual([]);
    expect(entries[0]).toMatchObject({
      ...{ line: 2, title: 'Deep learning', doi: '10.1038/nature14539', arxivId: null },
      ...{ publishedAt: '2015-05-01', abstract: 'Deep learning allows ~100% of …' },
      authors: ['Yann LeCun', 'Yoshua Bengio', 'Jörg Müller', 'The Équipe'],
      tags: ['Computer science', 'Mathematics and computing'],
      notes: ['A note.'],
      files: [{ path: 'files/12/LeCun et al. - 2015.pdf' }],
      reference: {
        ...{ type: 'article-journal', 'container-title': 'Nature', volume: '521', issue: '7553' },
        ...{ page: '436-444', issued: { 'date-parts': [[2015, 5]] } },
      },
    });
    expect(entries[1]).toMatchObject({
      ...{ arxivId: '1706.03762', doi: null, title: 'Attention Is All You Need' },
      ...{ authors: ['Ashish Vaswani'], publishedAt: '2017-06-12' },
    });
    expect(entries[1]!.reference).not.toHaveProperty('publisher');
  });

  it('[XFER-2] finds the arXiv id wherever it may stand', () => {
    const ids = [
      'eprint = {2301.00001v2}, archivePrefix = {arXiv}',
      'eprint = {2301.00001}, eprinttype = {arxiv}',
      'doi = {10.48550/arXiv.2301.00001}',
      'url = {https://arxiv.org/pdf/2301.00001}',
      'journal = {arXiv preprint arXiv:2301.00001}',
      'note = {arXiv:2301.00001 [cs]}',
    ].map((field) => said(`@misc{a, title={T}, ${field}}`).arxivId);
    expect(ids).toEqual(Array(6).fill('2301.00001'));
    expect(said('@misc{a, title={T}, eprint={hep-th/9711200}}').arxivId).toBe('hep-th/9711200');
    expect(said('@misc{a, title={T}, eprint={123}, eprinttype={jstor}}').arxivId).toBeNull();
  });

  it('[XFER-2] reads macros, quotes, parentheses and comments', () => {
    const { entries, problems } = bib(`Some words.
@comment{jabref-meta: {x}}
@string{ jml = "Journal of " # {ML} }
@string(loop = loop # "x")
@preamble{ "\\newcommand{\\x}{y}" }
@Article ( key1,
  Title = "A {"}quoted{"} Title" , % a remark
  journal = jml # " (" # 2020 # ")", author = "Gogh, Vincent van and Smith, Jr., John",,
  year = 2020
)
@book{key2, title = {B\\"uch\\'er: stra\\ss e \\v{S}koda \\c cedilla \\AA{} na\\"{\\i}ve}}`);
    expect(problems).toEqual([]);
    expect(entries.map(({ title, line }) => [title, line])).toEqual([
      ['A "quoted" Title', 6],
      ['Büchér: straße Škoda çedilla Å naïve', 11],
    ]);
    expect(entries[0]!.reference['container-title']).toBe('Journal of ML (2020)');
    expect(entries[0]!.authors[1]).toBe('John Smith Jr.');
  });

  it('[XFER-2] reports a bad entry with its line, and goes on with the next', () => {
    const { entries, problems } = bib(`@article{a, title = {One}}
@article{b, title = {Two, year = 2020
}

@article{c,
  title = {Three}
}
@misc{d, year = 2020}
@misc{e, title {x}}
@misc{f, title = {Six}, abstract = {open
`);
    expect(entries.map(({ title }) => title)).toEqual(['One', 'Three']);
    expect(problems).toEqual([
      { line: 2, reason: 'bad-entry' },
      { line: 8, reason: 'no-title' },
      { line: 9, reason: 'bad-entry' },
      { line: 10, reason: 'bad-entry' },
    ]);
  });

  it('[SAFE-3] comes to an end whatever is in a file', () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `@string{m${n + 1} = m${n} # m${n}}\n`);
    const loop = `@string{m0 = "${'x'.repeat(100)}"}\n${doubling.join('')}@misc{a, title = m60}\n@misc{b, title = {B}}`;
    const hostile = [
      loop,
      `@misc{a, title = ${'{'.repeat(100_000)}`,
      `@misc{a, title = {${'x'.repeat(20_000_000)}}}\n@misc{b, title = {B}}`,
      '@misc{a,\n'.repeat(50_000),
      `@misc{a, author = {${' and '.repeat(200_000)}}, title = {x}}`,
      '@'.repeat(1_000_000),
      `@misc{a, title = {${'$'.repeat(100_000)}${'\\'.repeat(100_001)}}}`,
    ];
    for (const text of hostile) {
      const begun = performance.now();
      bib(text);
      expect(performance.now() - begun).toBeLessThan(5_000);
    }
    expect(bib(loop).entries.at(-1)?.title).toBe('B');
    expect(bib(loop).problems[0]?.reason).toBe('too-long');
    expect(bib(hostile[2]!).problems).toEqual([{ line: 1, reason: 'too-long' }]);
  });
});

describe('pathsInFileField', () => {
  it.each([
    ['Full Text:files/1/a b.pdf:application/pdf', ['files/1/a b.pdf']],
    [':a.pdf:PDF;:b.pdf:PDF', ['a.pdf', 'b.pdf']],
    ['C\\:\\\\Users\\\\me\\\\x.pdf', ['C:\\Users\\me\\x.pdf']],
    ['Name\\: with colon:files/2/x\\;y.pdf:application/pdf', ['files/2/x;y.pdf']],
    ['/home/me/x.pdf;/home/me/y.html', ['/home/me/x.pdf']],
    ['Snapshot:files/3/x.html:text/html', []],
    ['', []],
  ])('[XFER-2] finds the PDFs in %s', (field, paths) => {
    expect(pathsInFileField(field)).toEqual(paths);
  });
});

describe('readRis', () => {
  it('[XFER-2] reads what Zotero writes', () => {
    const { entries, problems } = readReferences(
      'ris',
      `TY  - JOUR
TI  - Deep learning
AU  - LeCun, Yann
AU  - Bengio, Yoshua
T2  - Nature
AB  - First line
 of an abstract
DA  - 2015/05//
PY  - 2015
DO  - 10.1038/nature14539
VL  - 521
SP  - 436
EP  - 444
KW  - one
KW  - two
N1  - <p>A <b>bold</b> note</p>
L1  - files/12/x.pdf
L1  - https://example.org/y.pdf
ER  - 

TY  - JOUR
AU  - Nobody
ER  - 
TY  - RPRT
T1  - Not ended
UR  - https://arxiv.org/abs/1706.03762
TY  - CONF
TI  - Last
ER  -
`,
    );
    expect(problems).toEqual([{ line: 21, reason: 'no-title' }]);
    expect(entries.map(({ title, line }) => [title, line])).toEqual([
      ['Deep learning', 1],
      ['Not ended', 24],
      ['Last', 27],
    ]);
    expect(entries[0]).toMatchObject({
      ...{ doi: '10.1038/nature14539', publishedAt: '2015-05-01', tags: ['one', 'two'] },
      ...{ abstract: 'First line of an abstract', notes: ['A **bold** note'] },
      files: [{ path: 'files/12/x.pdf' }],
    });
    expect(entries[1]!.arxivId).toBe('1706.03762');
  });
});

describe('readCslJson', () => {
  it('[XFER-2] reads each entry by itself', () => {
    const { entries, problems } = readReferences(
      'csl-json',
      `[
  {"id": "a", "type": "article-journal", "title": "On <i>x</i>",
   "author": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}],
   "issued": {"date-parts": [["2015", 5, 28]]}, "DOI": "10.1/x"},
  {"id": "b", "title": "Broken", },
  {"id": "c", "title": ""},
  {"id": "d", "type": "article", "title": "Last", "number": "arXiv:1706.03762"}
]`,
    );
    expect(entries.map(({ title, line }) => [title, line])).toEqual([
      ['On x', 2],
      ['Last', 7],
    ]);
    expect(entries[0]).toMatchObject({ authors: ['Vincent van Gogh'], publishedAt: '2015-05-28' });
    expect(entries[1]!.arxivId).toBe('1706.03762');
    expect(problems).toEqual([
      { line: 5, reason: 'bad-entry' },
      { line: 6, reason: 'no-title' },
    ]);
    expect(readReferences('csl-json', '{"items": [{"title": "One"}]}').entries).toHaveLength(1);
    expect(readReferences('csl-json', '{"title": "Alone"}').entries).toHaveLength(1);
  });
});

const RDF = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
  <bib:Article rdf:about="https://doi.org/10.1038/nature14539">
    <z:itemType>journalArticle</z:itemType>
    <dcterms:isPartOf rdf:resource="urn:issn:1476-4687"/>
    <bib:authors><rdf:Seq>
      <rdf:li><foaf:Person><foaf:surname>LeCun</foaf:surname><foaf:givenName>Yann</foaf:givenName></foaf:Person></rdf:li>
      <rdf:li><foaf:Person><foaf:surname>A Team</foaf:surname></foaf:Person></rdf:li>
    </rdf:Seq></bib:authors>
    <dcterms:isReferencedBy rdf:resource="#item_3"/>
    <link:link rdf:resource="#item_2"/>
    <dc:subject>deep</dc:subject>
    <dc:subject><z:AutomaticTag><rdf:value>auto</rdf:value></z:AutomaticTag></dc:subject>
    <dc:title>Deep learning</dc:title>
    <dcterms:abstract>An abstract &amp; more.</dcterms:abstract>
    <dc:date>2015-05</dc:date>
    <dc:identifier><dcterms:URI><rdf:value>https://www.nature.com/x</rdf:value></dcterms:URI></dc:identifier>
    <bib:pages>436-444</bib:pages>
  </bib:Article>
  <bib:Journal rdf:about="urn:issn:1476-4687">
    <prism:volume>521</prism:volume><dc:title>Nature</dc:title><dc:identifier>DOI 10.1038/nature14539</dc:identifier>
  </bib:Journal>
  <z:Attachment rdf:about="#item_2">
    <z:itemType>attachment</z:itemType>
    <rdf:resource rdf:resource="files/2/LeCun – Deep.pdf"/>
    <dc:title>Full Text</dc:title><link:type>application/pdf</link:type>
  </z:Attachment>
  <bib:Memo rdf:about="#item_3"><rdf:value>&lt;p&gt;Read &lt;i&gt;this&lt;/i&gt;&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</rdf:value></bib:Memo>
  <rdf:Description rdf:about="http://arxiv.org/abs/1706.03762">
    <z:itemType>preprint</z:itemType>
    <dc:publisher><foaf:Organization><foaf:name>arXiv</foaf:name></foaf:Organization></dc:publisher>
    <dc:title>Attention Is All You Need</dc:title>
    <dc:identifier><dcterms:URI><rdf:value>http://arxiv.org/abs/1706.03762</rdf:value></dcterms:URI></dc:identifier>
    <prism:number>arXiv:1706.03762</prism:number>
  </rdf:Description>
  <z:Collection rdf:about="#collection_1"><dc:title>ML</dc:title>
    <dcterms:hasPart rdf:resource="#collection_2"/>
    <dcterms:hasPart rdf:resource="http://arxiv.org/abs/1706.03762"/></z:Collection>
  <z:Collection rdf:about="#collection_2"><dc:title>Deep</dc:title>
    <dcterms:hasPart rdf:resource="https://doi.org/10.1038/nature14539"/></z:Collection>
</rdf:RDF>`;

describe('readZotero', () => {
  it('[XFER-2] reads items with collections, notes and files', () => {
    const { entries, problems } = readReferences('zotero', RDF);
    expect(problems).toEqual([]);
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({
      ...{ title: 'Deep learning', doi: '10.1038/nature14539', publishedAt: '2015-05-01' },
      ...{ authors: ['Yann LeCun', 'A Team'], tags: ['deep', 'auto'] },
      ...{ collections: [['ML', 'Deep']], notes: ['Read *this*'], line: 5 },
      ...{ abstract: 'An abstract & more.', files: [{ path: 'files/2/LeCun – Deep.pdf' }] },
      reference: { type: 'article-journal', 'container-title': 'Nature', volume: '521' },
    });
    expect(entries[1]).toMatchObject({ arxivId: '1706.03762', collections: [['ML']] });
    const cut = readReferences('zotero', RDF.slice(0, RDF.indexOf('<bib:Memo')));
    expect(cut.entries).toHaveLength(1);
    expect(cut.problems).toHaveLength(1);
  });
});

describe('markdownOfHtml', () => {
  it('[SAFE-3] keeps words, and links to the web alone', () => {
    expect(
      markdownOfHtml(
        '<h1>T</h1><p>a <b>b</b><br>c</p><ul><li>x</li><li>y</li></ul><a href="https://e.org/x">l</a> <a href="javascript:alert(1)">m</a><img src=x onerror=alert(1)>&lt;b&gt;',
      ),
    ).toBe('# T\n\na **b**\nc\n\n- x\n- y\n\n[l](https://e.org/x) m<b>');
    expect(markdownOfHtml('Plain 1 < 2\nlines')).toBe('Plain 1 < 2\nlines');
  });
});
