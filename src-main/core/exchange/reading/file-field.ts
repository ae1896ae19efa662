/**
 * The paths of PDFs in the `file` of an entry: `Full Text:files/12/x.pdf:application/pdf`, as Zotero
 * and JabRef write it, more of them after `;`, or just paths; `\` before `:`, `;` and itself.
 */
export function pathsInFileField(value: string): string[] {
  return split(value, ';').flatMap((file) => {
    const path = pathOf(split(file, ':').map(unescaped));
    return path === undefined ? [] : [path];
  });
}

function pathOf(parts: readonly string[]): string | undefined {
  const [first = '', second = ''] = parts;
  if (parts.length === 1) return asPdf(first);
  const type = parts.at(-1)!;
  if (/^(?:application\/)?pdf$/i.test(type.trim())) {
    // A Windows path that nobody escaped has a colon of its own.
    const inside =
      parts.length > 3 ? parts.slice(1, -1).join(':') : parts.length === 3 ? second : first;
    return inside.trim() || undefined;
  }
  return (
    asPdf(parts.length === 2 && /^[A-Za-z]$/.test(first) ? `${first}:${second}` : second) ??
    asPdf(first)
  );
}

function asPdf(path: string): string | undefined {
  return /\.pdf$/i.test(path.trim()) ? path.trim() : undefined;
}

function split(text: string, separator: ';' | ':'): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\' && at + 1 < text.length) part += text[at]! + text[++at]!;
    else if (text[at] === separator) {
      parts.push(part);
      part = '';
    } else part += text[at];
  }
  return [...parts, part];
}

/** Before a letter of a Windows path, a backslash is one. */
function unescaped(text: string): string {
  return text.replace(/\\([\\:;{}_&%#$ ,~^])/g, '$1');
}
