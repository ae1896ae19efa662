const SPECIAL: Readonly<Record<string, string>> = {
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  $: '\\$',
  // BibTeX counts braces though a backslash stands before them.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\\': '\\textbackslash{}',
};

/** A formula as arXiv's titles have them; what is a formula is TeX already. */
const FORMULA = /(?<!\\)\$[^$\n]+(?<!\\)\$/g;

/** Of two dashes or quotes TeX makes one of another kind. */
const LIGATURE = /-(?=-)|`(?=`)|'(?=')/g;

/** Text for a field of BibTeX: TeX's special characters escaped, accents left as they are. */
export function texEscaped(text: string): string {
  return outsideFormulas(text, escaped);
}

/** As `texEscaped`, with words kept in their case that no style may put in lower case: `{BERT}`. */
export function texTitle(text: string): string {
  return outsideFormulas(text, (part) =>
    part.replace(/\S+/g, (word) => {
      const inner = escaped(word);
      return /.\p{Lu}/u.test(word) ? `{${inner}}` : inner;
    }),
  );
}

function outsideFormulas(text: string, change: (part: string) => string): string {
  let end = 0;
  let result = '';
  for (const match of text.matchAll(FORMULA)) {
    if (!isBalanced(match[0])) continue;
    result += change(text.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return result + change(text.slice(end));
}

function escaped(text: string): string {
  return text.replace(/[&%#_${}~^\\]/g, (char) => SPECIAL[char]!).replace(LIGATURE, '$&{}');
}

/** Whether braces close what they open. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '{') depth++;
    if (char === '}' && --depth < 0) return false;
  }
  return depth === 0;
}
