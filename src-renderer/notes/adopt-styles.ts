import { EditorView } from '@codemirror/view';

let adopted = false;

/**
 * Makes CodeMirror put its styles for this document into constructed style sheets. Of itself it
 * does so in shadow roots only and writes a `<style>` element elsewhere, which our content security
 * policy (`style-src 'self'`) refuses. It remembers the set of styles of a root under a symbol, so
 * the set that a shadow root was given is handed to the document before the first editor opens.
 */
export function adoptEditorStyles(): void {
  if (adopted) return;
  adopted = true;
  const root = document.createElement('div').attachShadow({ mode: 'open' });
  const view = new EditorView({ parent: root, root });
  const symbol = Object.getOwnPropertySymbols(root).find(
    ({ description }) => description === 'styleSet',
  );
  if (symbol) Object.assign(document, { [symbol]: Reflect.get(root, symbol) });
  view.destroy();
}
