import { expect, test } from 'vitest';
import { guardContents, guardSession, isExternalLink } from './guards.ts';
import { ContentsStandIn, electronStandIn } from './stand-in.ts';

function guarded() {
  const contents = new ContentsStandIn();
  const opened: string[] = [];
  guardContents(
    contents as never,
    (url) => opened.push(url),
    (url) => opened.push(`own ${url}`),
  );
  const emit = (name: string, url: string) => {
    const event = { url, prevented: false, preventDefault: () => (event.prevented = true) };
    contents.emit(name, event);
    return event.prevented;
  };
  return { contents, opened, emit };
}

const foreign = [
  'https://evil.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'offprint-app://other/',
  'offprint-app:interface',
  'http://interface/',
  'about:blank',
  '',
];

test.each(foreign)('[SAFE-1] a window does not leave its page for %j', (url) => {
  const { emit } = guarded();
  expect(emit('will-navigate', url)).toBe(true);
  expect(emit('will-frame-navigate', url)).toBe(true);
  expect(emit('will-redirect', url)).toBe(true);
});

test('[SAFE-1] a window may load its own page again', () => {
  const { emit, opened } = guarded();
  expect(emit('will-navigate', 'offprint-app://interface/')).toBe(false);
  expect(opened).toEqual([]);
});

test('[SAFE-1] no page opens a window or a webview', () => {
  const { contents, emit } = guarded();
  for (const url of [...foreign, 'offprint-app://interface/'])
    expect(contents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
  expect(emit('will-attach-webview', '')).toBe(true);
});

test('[READ-8] links of the web, and no others, go to the system’s browser', () => {
  const { contents, emit, opened } = guarded();
  for (const url of foreign) emit('will-navigate', url);
  contents.windowOpenHandler?.({ url: 'https://arxiv.org/abs/2606.00467' });
  contents.windowOpenHandler?.({ url: 'file:///bin/sh' });
  expect(opened).toEqual([
    'https://evil.example/',
    'http://interface/',
    'https://arxiv.org/abs/2606.00467',
  ]);
  expect(isExternalLink('mailto:ada@example.org')).toBe(true);
  for (const url of ['smb://host/share', 'tel:+4930', 'ftp://a.example/', 'mailto'])
    expect(isExternalLink(url)).toBe(false);
});

test('[SAFE-1] every permission is denied', () => {
  const { api, permission } = electronStandIn();
  guardSession(api.session.defaultSession);
  const answers: boolean[] = [];
  const call = permission as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ['media', 'geolocation', 'notifications', 'openExternal', 'fileSystem'])
    call.request!(null, name, (granted: boolean) => answers.push(granted));
  expect(answers).toEqual([false, false, false, false, false]);
  expect(call.check!(null, 'media')).toBe(false);
  expect(call.device!({ deviceType: 'usb' })).toBe(false);
});

test('[SAFE-5] a page reaches no address but ours', () => {
  const { api, permission } = electronStandIn();
  guardSession(api.session.defaultSession);
  const ask = (url: string) => {
    let answer: unknown;
    const handler = permission.network as unknown as (
      details: { url: string },
      callback: (value: unknown) => void,
    ) => void;
    handler({ url }, (value) => {
      answer = value;
    });
    return answer;
  };
  expect(ask('https://evil.example/pixel.png')).toEqual({ cancel: true });
  expect(ask('offprint-app://interface/')).toEqual({ cancel: false });
});

test('[SAFE-1] nothing can be saved but an exported archive', () => {
  const { api, permission } = electronStandIn();
  guardSession(api.session.defaultSession);
  const isRefused = (url: string): boolean => {
    let refused = false;
    const event = { preventDefault: () => (refused = true) };
    (permission['will-download'] as (...args: unknown[]) => void)(event, { getURL: () => url });
    return refused;
  };
  expect(isRefused('offprint-app://interface/exports/offprint-2026-11-21.zip')).toBe(false);
  for (const url of [...foreign, 'offprint-app://interface/', 'blob:offprint-app://interface/1'])
    expect(isRefused(url)).toBe(true);
  expect(isRefused('offprint-app://other/exports/offprint-2026-11-21.zip')).toBe(true);
});
