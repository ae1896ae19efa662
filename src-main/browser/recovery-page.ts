import { createHash } from 'node:crypto';
import type { Trouble } from '../core/index.ts';
import { recoveryTexts as t } from './recovery-texts.ts';

const STYLE = `:root{color-scheme:light dark;--text:#1b1c1e;--quiet:#55585e;--ground:#fff;--line:#8a8d93;
--accent:#2454c5;--on-accent:#fff;--alert:#a1201b}
@media (prefers-color-scheme:dark){:root{--text:#e8e9eb;--quiet:#a9acb2;--ground:#17181a;--line:#7d8087;
--accent:#8fb0ff;--on-accent:#10131a;--alert:#ff9d96}}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{max-width:38rem;margin:12vh auto 2rem;padding:0 1.5rem}h1{font-size:1.5rem;line-height:1.25}
.quiet{color:var(--quiet);overflow-wrap:anywhere}.alert{color:var(--alert)}
li{margin:1.25rem 0}ul{list-style:none;padding:0}li p{margin:.35rem 0 0}
button{font:inherit;padding:.5rem 1rem;border-radius:.4rem;border:1px solid var(--line);
background:transparent;color:inherit;cursor:pointer}
li:first-child button{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
button:focus-visible{outline:3px solid var(--accent);outline-offset:3px}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // Nothing is loaded and no script runs; the form goes to us alone.
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Without a referrer a browser sends `Origin: null` with a form, which we could not check.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Says what is wrong and offers the ways out as a form; `failed` is why the last one did not help. */
export function recoveryPage(trouble: Trouble, failed: string | null): Response {
  const alert = failed === null ? '' : `<p class="alert" role="alert">${escaped(failed)}</p>`;
  const choices = [...trouble.waysOut, 'quit' as const].map((choice) => {
    const { label, about } = t.choices[choice];
    return `<li><button name="choice" value="${choice}">${escaped(label)}</button>
<p class="quiet">${escaped(about(trouble.newestBackup))}</p></li>`;
  });
  return page(`<h1>${escaped(t.headings[trouble.reason])}</h1>
<p>${escaped(t.explanations[trouble.reason])}</p>
<p class="quiet">${escaped(t.folder(trouble.dataDir))}</p>
${alert}<form method="post" action="/recover"><ul>${choices.join('\n')}</ul></form>`);
}

/** The last page: the program has ended. */
export function farewellPage(): Response {
  return page(`<h1>${escaped(t.ended)}</h1><p>${escaped(t.endedMore)}</p>`);
}

function page(body: string): Response {
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(t.title)}</title><style>${STYLE}</style></head>
<body><main>${body}</main></body>
</html>
`;
  return new Response(html, { headers: HEADERS });
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}
