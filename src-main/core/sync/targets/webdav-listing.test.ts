import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenOf, readMultistatus } from './webdav-listing.ts';

const url = 'https://cloud.example/remote.php/dav/files/ada/Offprint/';
const here = '/remote.php/dav/files/ada/Offprint';

const answer = (inner: string, prefix = 'D:'): string => {
  const named = inner.replaceAll('<D:', `<${prefix}`).replaceAll('</D:', `</${prefix}`);
  const attribute = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  return `<?xml version="1.0"?>\n<${prefix}multistatus ${attribute}="DAV:">${named}</${prefix}multistatus>`;
};
const OK = '<D:status>HTTP/1.1 200 OK</D:status>';
const folder = (href: string): string =>
  `<D:response><D:href>${href}</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop>${OK}</D:propstat></D:response>`;
const file = (href: string, bytes: number | string): string =>
  `<D:response><D:href>${href}</D:href><D:propstat><D:prop><D:resourcetype/><D:getcontentlength>${bytes}</D:getcontentlength></D:prop>${OK}</D:propstat></D:response>`;

async function childrenIn(text: string, at = url): Promise<unknown> {
  const entries = await readMultistatus(text, at);
  if (entries === null) return 'none';
  const children = childrenOf(at, entries);
  return children?.map(({ path, isFolder, bytes }) => [path.split('/').at(-1), isFolder, bytes]);
}

const expected = [
  ['m', true, null],
  ['1.seg', false, 7],
];

describe('a listing of a WebDAV folder', () => {
  it('[SYNC-2] names its files by whole addresses, by paths, and by parts of them', async () => {
    const bases = [
      `https://cloud.example${here}/`,
      `${here}/`,
      '',
      './',
      `/${here}/`,
      `http://inside.example:8080${here}/`,
      here.replaceAll('O', '%4f').concat('/'),
    ];
    for (const base of bases) {
      const text = answer(folder(base) + folder(`${base}m/`) + file(`${base}1.seg`, 7));
      const named = base === '' ? text.replace('<D:href></D:href>', '<D:href>.</D:href>') : text;
      expect([base, await childrenIn(named)]).toEqual([base, expected]);
    }
  });

  it('[SYNC-2] may name itself last, by any prefix, and without a slash', async () => {
    for (const prefix of ['D:', 'd:', 'lp1:', '']) {
      const entries = [folder(`${here}/m`), file(`${here}/1.seg`, ' 7\n'), folder(here)];
      expect(await childrenIn(answer(entries.join('\n'), prefix))).toEqual(expected);
    }
  });

  it('[SYNC-2] may be of a server that knows itself by another path', async () => {
    const inside = '/dav/Offprint';
    const entries = folder(`${inside}/`) + folder(`${inside}/m/`) + file(`${inside}/1.seg`, 7);
    expect(await childrenIn(answer(entries))).toEqual(expected);
    // Nothing there has the name that was asked for.
    expect(await childrenIn(answer(entries.replaceAll('Offprint', 'Other')))).toBeUndefined();
    expect(await childrenIn(answer(entries + file('/dav/else/1.seg', 7)))).toBeUndefined();
  });

  it('[SYNC-4] is none that does not speak of the folder itself, nor one of a file', async () => {
    expect(await childrenIn(answer(''))).toBeUndefined();
    expect(await childrenIn(answer(file(`${here}/1.seg`, 7)))).toBeUndefined();
    expect(await childrenIn(answer(file(here, 7)))).toBeUndefined();
    const lost = folder(here).replaceAll('200 OK', '404 Not Found');
    expect(await childrenIn(answer(lost))).toBeUndefined();
  });

  it('[SYNC-2] goes no deeper than it was asked to', async () => {
    const deep = file(`${here}/m/a/1.seg`, 7) + folder(`${here}/m/a`);
    const entries = folder(here) + folder(`${here}/m`) + deep + file(`${here}/1.seg`, 7);
    expect(await childrenIn(answer(entries))).toEqual(expected);
  });

  it('[SYNC-2] takes no property that the server says it does not have', async () => {
    const missing = (props: string) =>
      `<D:propstat><D:prop>${props}</D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>`;
    const first = (entry: string, props: string) =>
      entry.replace('</D:href>', `</D:href>${missing(props)}`);
    const entries = [
      first(folder(here), '<D:getcontentlength/>'),
      first(folder(`${here}/m`), '<D:getcontentlength>9</D:getcontentlength>'),
      first(file(`${here}/1.seg`, 7), '<D:resourcetype><D:collection/></D:resourcetype>'),
      `<D:response><D:href>${here}/gone</D:href><D:status>HTTP/1.1 404 Gone</D:status></D:response>`,
    ];
    expect(await childrenIn(answer(entries.join('')))).toEqual(expected);
  });

  it('[SYNC-2] reads names that look like numbers, and packed signs', async () => {
    const names = [
      '00000001',
      '1e5',
      '0x10',
      'a%20b',
      'gr%C3%B6%C3%9Fe',
      'a&amp;b',
      'a<![CDATA[&]]>b',
    ];
    const text = answer(folder(here) + names.map((name) => file(`${here}/${name}`, 1)).join(''));
    const read = (await childrenIn(text)) as unknown[][];
    const plain = ['00000001', '1e5', '0x10', 'a b', 'größe', 'a&b', 'a&b'];
    expect(read.map(([name]) => name)).toEqual(plain);
    const broken = answer(folder(here) + file(`${here}/%E0%A4`, 1) + file('http://[', 1));
    expect(await childrenIn(broken)).toEqual([]);
  });

  it('[SYNC-2] is none of a page, another document, or half of one', async () => {
    const whole = answer(folder(here) + folder(`${here}/m`) + file(`${here}/1.seg`, 7));
    expect(await childrenIn(whole)).toEqual(expected);
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>';
    const others = [
      ...['', ' ', '{"error":1}', '<html><body>Log in<br></body></html>', '<a/>'],
      ...[whole.replaceAll('DAV:', 'DAVE:'), bomb + answer(folder('&c;')), `${whole}<b/>`],
    ];
    for (const text of others) expect([text, await childrenIn(text)]).toEqual([text, 'none']);
    for (let length = 0; length < whole.length; length++)
      expect(await childrenIn(whole.slice(0, length))).toBe('none');
  });

  it('[SYNC-2] never throws, whatever a server sends', async () => {
    const parts = fc.constantFrom(
      ...[
        '<D:response>',
        '</D:response>',
        '<D:href>',
        '</D:href>',
        '<D:propstat>',
        '</D:propstat>',
      ],
      ...[
        OK,
        '<D:collection/>',
        here,
        '<D:multistatus>',
        '</D:multistatus>',
        '%',
        '//',
        '&',
        ']]>',
      ],
      ...[folder(here), file(`${here}/a`, 1), '<?', '<!--', '-->', '\u0000'],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 12 }), async (some) => {
        for (const text of [some.join(''), answer(some.join(''))]) {
          const entries = await readMultistatus(text, url);
          if (entries) childrenOf(url, entries);
        }
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('[PERF-7] of ten thousand files is read without holding other work up', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => file(`${here}/${n}.seg`, n)).join('');
    const text = answer(folder(here) + many);
    let turns = 0;
    const other = setInterval(() => turns++, 0);
    const children = (await childrenIn(text)) as unknown[];
    clearInterval(other);
    expect(children.length).toBe(10_000);
    expect(turns).toBeGreaterThan(20);
  });
});
