import { securityHeaders } from './headers.ts';
import { serveTexts } from './texts.ts';

/** A page in plain words, in place of the interface. `sentence` may carry `code` in backquotes. */
export function plainPage(url: URL, status: number, sentence: string): Response {
  return page(url, status, '', sentence);
}

/** A page of ours that goes on to `/` by itself: see `enter` in loopback-server.ts. */
export function entrancePage(url: URL): Response {
  return page(url, 200, '<meta http-equiv="refresh" content="0;url=/">', serveTexts.entering);
}

function page(url: URL, status: number, head: string, sentence: string): Response {
  const words = sentence.replace(/`([^`]*)`/g, '<code>$1</code>');
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
${head}
<title>${serveTexts.title}</title>
<main><h1>${serveTexts.title}</h1><p>${words}</p></main>
</html>
`;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(html, { status, headers: { ...securityHeaders(url), ...headers } });
}
