/** Draws nodes, edges and frames. */
import type { Box } from '../pipeline/geometry.ts';
import type { Frame, Layout } from '../pipeline/layout.ts';
import { strand as strandOf } from '../pipeline/paths.ts';
import { describe, type Measure, type Picture, type PictureEdge, type PictureNode } from '../pipeline/picture.ts';
import { STRANDS } from '../pipeline/signals.ts';
import { svg } from './dom.ts';

const TEXT_LEFT = 16;
const TEXT_RIGHT = 32;

/** The nodes: an element is kept as long as its node stays, so that it keeps the focus. */
export class Nodes {
  readonly #group: SVGGElement;
  readonly #on: { choose(id: string): void; focus(id: string): void };
  readonly #elements = new Map<string, SVGGElement>();

  constructor(group: SVGGElement, on: { choose(id: string): void; focus(id: string): void }) {
    this.#group = group;
    this.#on = on;
  }

  draw(picture: Picture, boxes: ReadonlyMap<string, Box>, measure: Measure): void {
    for (const [id, element] of this.#elements) {
      if (boxes.has(id)) continue;
      element.remove();
      this.#elements.delete(id);
    }
    for (const node of picture.nodes) {
      const element = this.#elements.get(node.id) ?? this.#create(node.id);
      const { x, y } = boxes.get(node.id) as Box;
      const label = describe(node, picture);
      element.setAttribute('transform', `translate(${x} ${y})`);
      element.setAttribute('class', `node ${node.role}${node.severity ? ` ${node.severity}` : ''}`);
      element.setAttribute('aria-label', label);
      element.replaceChildren(svg('title', {}, label), ...partsOf(node, measure));
    }
  }

  /** Shows which one is chosen; it, or else the first, is reached by the Tab key. */
  mark(chosen: string | undefined): void {
    const reached = chosen ?? this.#elements.keys().next().value;
    for (const [id, element] of this.#elements) {
      element.classList.toggle('chosen', id === chosen);
      element.setAttribute('aria-pressed', String(id === chosen));
      element.setAttribute('tabindex', id === reached ? '0' : '-1');
    }
  }

  focus(id: string): void {
    this.#elements.get(id)?.focus();
  }

  focused(): string | undefined {
    const { activeElement } = document;
    return activeElement instanceof SVGElement ? activeElement.dataset.id : undefined;
  }

  #create(id: string): SVGGElement {
    const element = svg('g', { role: 'button', 'data-id': id });
    element.addEventListener('click', () => this.#on.choose(id));
    element.addEventListener('focus', () => this.#on.focus(id));
    this.#elements.set(id, element);
    this.#group.append(element);
    return element;
  }
}

function partsOf(node: PictureNode, measure: Measure): SVGElement[] {
  const { title, kind, width, height, signals, severity, findings } = node;
  const room = width - TEXT_LEFT - TEXT_RIGHT;
  const bar = (width - 24) / Math.max(signals.length, 1);
  return [
    svg('path', { class: 'body', d: outline(node) }),
    svg(
      'text',
      { class: 'title', x: TEXT_LEFT, y: kind ? 18 : 25 },
      cut(title, room, (text) => measure(text, 'title')),
    ),
    ...(kind
      ? [
          svg(
            'text',
            { class: 'kind', x: TEXT_LEFT, y: 32 },
            cut(kind, room, (text) => measure(text, 'kind')),
          ),
        ]
      : []),
    ...signals.map((signal, index) =>
      svg('line', { class: `bar strand-${signal}`, x1: 12 + index * bar, x2: 12 + (index + 1) * bar - 2, y1: height - 5, y2: height - 5 }),
    ),
    ...(severity ? [badge(severity, findings.length, width - 17, 14)] : []),
  ];
}

/** What gives only is round on the left, what takes only on the right. */
function outline({ role, width, height }: PictureNode): string {
  const left = role === 'source' ? height / 2 : 5;
  const right = role === 'sink' ? height / 2 : 5;
  return [
    `M${left} 0H${width - right}`,
    `A${right} ${right} 0 0 1 ${width} ${right}V${height - right}A${right} ${right} 0 0 1 ${width - right} ${height}`,
    `H${left}A${left} ${left} 0 0 1 0 ${height - left}V${left}A${left} ${left} 0 0 1 ${left} 0Z`,
  ].join('');
}

/** Each severity has its shape, for those who do not see its colour. */
export function badge(severity: 'error' | 'warning' | 'info', count: number, x: number, y: number): SVGGElement {
  const shapes = { error: 'M-8 0A8 8 0 1 1 8 0A8 8 0 1 1 -8 0Z', warning: 'M0 -9L10 8H-10Z', info: 'M-8 -8H8V8H-8Z' };
  const text = count > 9 ? '9+' : count > 1 ? String(count) : { error: '×', warning: '!', info: 'i' }[severity];
  return svg(
    'g',
    { class: `badge ${severity}`, transform: `translate(${x} ${y})` },
    svg('path', { d: shapes[severity] }),
    svg('text', { y: severity === 'warning' ? 6 : 4 }, text),
  );
}

function cut(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  let end = text.length - 1;
  while (end > 1 && measure(`${text.slice(0, end)}…`) > room) end--;
  return `${text.slice(0, end)}…`;
}

export function drawEdges(
  group: SVGGElement,
  picture: Picture,
  boxes: ReadonlyMap<string, Box>,
  { routes, direction }: Layout,
  choose: (edge: PictureEdge) => void,
): void {
  const names = new Map(picture.nodes.map((node) => [node.id, node.kind ? `${node.kind}.${node.title}` : node.title]));
  const others = [...boxes.values()];
  group.replaceChildren(
    ...picture.edges.map((edge) => {
      const { key, from, to, strands } = edge;
      const ends = { from: boxes.get(from) as Box, to: boxes.get(to) as Box, route: routes.get(key), others };
      const element = svg(
        'g',
        { class: 'edge', 'data-from': from, 'data-to': to },
        svg('title', {}, `${names.get(from)} → ${names.get(to)}: ${strands.join(', ')}`),
        svg('path', { class: 'reach', d: strandOf(ends, direction, 0, 1).line }),
        ...strands.flatMap((strand, index) => {
          const { line, head } = strandOf(ends, direction, index, strands.length);
          return [
            svg('path', { class: `strand strand-${strand}`, d: line, 'stroke-dasharray': STRANDS[strand].dash || undefined }),
            // No marker: that would be dashed as the line is.
            svg('path', { class: `arrow strand-${strand}`, d: head }),
          ];
        }),
      );
      element.addEventListener('click', () => choose(edge));
      return element;
    }),
  );
}

/** Around what stands in a module of its own, with its name. */
export function drawFrames(group: SVGGElement, frames: readonly Frame[]): void {
  group.replaceChildren(
    ...frames
      .filter(({ module }) => module !== '')
      .map(({ module, x, y, width, height }) =>
        svg('g', { class: 'frame' }, svg('rect', { x, y, width, height, rx: 6 }), svg('text', { x: x + 12, y: y + 20 }, `in ${module}`)),
      ),
  );
}
