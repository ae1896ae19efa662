import { type EditorView, WidgetType } from '@codemirror/view';
import { t } from '../app/texts/index.ts';
import { showFormula } from '../ui/formula.tsx';

/** A formula in place of its TeX. */
export class FormulaWidget extends WidgetType {
  readonly text: string;
  readonly tex: string;
  readonly display: boolean;

  constructor(text: string, tex: string, display: boolean) {
    super();
    this.text = text;
    this.tex = tex;
    this.display = display;
  }

  override eq(other: FormulaWidget): boolean {
    return other.text === this.text;
  }

  override toDOM(): HTMLElement {
    const place = document.createElement('span');
    place.className = this.display ? 'cm-preview-display' : 'cm-preview-formula';
    place.dir = 'ltr';
    showFormula(place, this.text, this.tex, this.display);
    return place;
  }

  /** A click puts the caret there, which shows the TeX. */
  override ignoreEvent(): boolean {
    return false;
  }
}

/** The box of a task, which a click ticks. */
export class TaskWidget extends WidgetType {
  readonly checked: boolean;

  constructor(checked: boolean) {
    super();
    this.checked = checked;
  }

  override eq(other: TaskWidget): boolean {
    return other.checked === this.checked;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = this.checked;
    box.className = 'cm-preview-task';
    box.setAttribute('aria-label', t.notes.task);
    // The note decides what is ticked: the box is drawn anew from its text.
    box.addEventListener('mousedown', (event) => event.preventDefault());
    box.addEventListener('click', (event) => {
      event.preventDefault();
      const at = view.posAtDOM(box);
      const insert = this.checked ? ' ' : 'x';
      view.dispatch({ changes: { from: at + 1, to: at + 2, insert }, userEvent: 'input.task' });
    });
    return box;
  }
}

/** A sign or line in place of its Markdown. */
export class SignWidget extends WidgetType {
  readonly look: 'bullet' | 'rule';

  constructor(look: 'bullet' | 'rule') {
    super();
    this.look = look;
  }

  override eq(other: SignWidget): boolean {
    return other.look === this.look;
  }

  override toDOM(): HTMLElement {
    const sign = document.createElement('span');
    sign.className = `cm-preview-${this.look}`;
    if (this.look === 'bullet') sign.textContent = '•';
    return sign;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}
