const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** Whether a text has markup in it. */
export function hasHtml(text: string): boolean {
  return /<\/?(?:p|div|br|b|i|em|strong|a|ul|ol|li|span|h[1-6]|blockquote|pre|code)\b[^>]*>/i.test(
    text,
  );
}

/** A text with its character references resolved. */
export function textOfEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (all, ten, hex, name) => {
      const code = ten ? Number(ten) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code === undefined) return NAMED[(name as string).toLowerCase()] ?? all;
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : '';
    },
  );
}
