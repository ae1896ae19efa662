/** What placeholders of a template stand for; '' where a paper has no such thing. */
export type TemplateValues = Readonly<Record<string, string>>;

/** Names of the placeholders that templates may have, as `{{title}}`. */
export const PLACEHOLDERS = [
  'title',
  'authors',
  'year',
  'date',
  'arxiv',
  'doi',
  'url',
  'citekey',
  'abstract',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const PLACE = /\{\{\s*([a-z]+)\s*\}\}/gi;

/** Whether a template asks for a placeholder. */
export function asksFor(template: string, placeholder: Placeholder): boolean {
  return [...template.matchAll(PLACE)].some(([, name]) => name!.toLowerCase() === placeholder);
}

/** A template with what its placeholders stand for; those that are not known stay as they are. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (whole, name: string) => {
    const key = name.toLowerCase();
    return Object.hasOwn(values, key) ? values[key]! : whole;
  });
}
