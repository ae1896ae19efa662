import { WidgetType } from '@codemirror/view';
import { t } from '../../app/texts/index.ts';
import { addressOfTarget } from './link-address.ts';

/** The title of what a link leads to, in place of its Markdown. */
export class LinkWidget extends WidgetType {
  readonly target: string;
  readonly label: string;
  /** Null where the link leads nowhere; undefined until that is known. */
  readonly title: string | null | undefined;

  constructor(target: string, label: string, title: string | null | undefined) {
    super();
    this.target = target;
    this.label = label;
    this.title = title;
  }

  override eq({ target, label, title }: LinkWidget): boolean {
    return target === this.target && label === this.label && title === this.title;
  }

  override toDOM(): HTMLElement {
    const dangles = this.title === null;
    const link = document.createElement('span');
    link.className = dangles ? 'cm-preview-link cm-preview-dangling' : 'cm-preview-link';
    link.setAttribute('role', 'link');
    link.dir = 'auto';
    link.dataset.href = addressOfTarget(this.target);
    link.title = dangles ? t.notes.links.dangling : this.title || t.notes.links.open;
    link.textContent = this.label || this.title || this.target;
    return link;
  }

  /** A click follows it. */
  override ignoreEvent(): boolean {
    return false;
  }
}
