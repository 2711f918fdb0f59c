/** Below the picture: the chosen component, what is found in it, and what it is connected with. */
import type { Picture, PictureNode } from '../pipeline/picture.ts';
import { html, svg } from './dom.ts';
import { badge } from './drawing.ts';

export class Details {
  readonly element = html('footer', { role: 'region', 'aria-label': 'Chosen component', hidden: '' });
  readonly #on: { choose(id: string): void; open(node: string, finding: number): void };

  constructor(on: { choose(id: string): void; open(node: string, finding: number): void }) {
    this.#on = on;
  }

  show(node: PictureNode | undefined, picture: Picture | undefined): void {
    this.element.hidden = !node;
    if (!node || !picture) return;
    const names = new Map(picture.nodes.map((each) => [each.id, each.kind ? `${each.kind}.${each.title}` : each.title]));
    const from = picture.edges.filter(({ to }) => to === node.id).map((edge) => edge.from);
    const to = picture.edges.filter((edge) => edge.from === node.id).map((edge) => edge.to);
    this.element.replaceChildren(
      html('h2', {}, names.get(node.id) ?? node.id),
      ...(node.module ? [html('p', {}, `in ${node.module}`)] : []),
      ...this.#links('Fed by', from, names),
      ...this.#links('Feeds', to, names),
      ...(node.findings.length > 0 ? [this.#findings(node)] : []),
    );
  }

  #links(title: string, ids: readonly string[], names: ReadonlyMap<string, string>): HTMLElement[] {
    if (ids.length === 0) return [];
    const buttons = ids.map((id) => {
      const made = html('button', { type: 'button', class: 'link' }, names.get(id) ?? id);
      made.addEventListener('click', () => this.#on.choose(id));
      return made;
    });
    return [html('p', {}, `${title} `, ...buttons)];
  }

  #findings(node: PictureNode): HTMLElement {
    return html(
      'ul',
      { 'aria-label': 'Findings' },
      ...node.findings.map(({ severity, message, code }, index) => {
        const mark = svg(
          'svg',
          { width: 20, height: 20, viewBox: '-10 -10 20 20', role: 'img', 'aria-label': severity },
          badge(severity, 1, 0, 0),
        );
        const made = html('button', { type: 'button', class: 'finding', title: code }, mark, message);
        made.addEventListener('click', () => this.#on.open(node.id, index));
        return html('li', {}, made);
      }),
    );
  }
}
