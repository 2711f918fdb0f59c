/** The page of the preview. It draws what it is sent, and says what was clicked. */
import type { Box } from '../pipeline/geometry.ts';
import { type Layout, layout as layOut, roughSize } from '../pipeline/layout.ts';
import { type Arrow, neighbour } from '../pipeline/neighbours.ts';
import { countFindings, type Picture, type PictureNode, pictureOf } from '../pipeline/picture.ts';
import type { FromPage, PageState, ToPage } from '../preview/messages.ts';
import { Details } from './details.ts';
import { html, svg } from './dom.ts';
import { drawEdges, drawFrames, Nodes } from './drawing.ts';
import { drawLegend } from './legend.ts';
import { followTheme } from './theme.ts';
import { Viewport } from './viewport.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: PageState): void };

const host = acquireVsCodeApi();

const frames = svg('g');
const edges = svg('g');
const nodesGroup = svg('g');
const world = svg('g', {}, frames, edges, nodesGroup);
const area = svg('svg', { class: 'area', role: 'group', 'aria-label': 'Pipeline. Arrow keys go along it, Enter opens the source.' }, world);
const title = html('h1');
const summary = html('span', { class: 'summary' });
const legend = html('ul', { class: 'legend', 'aria-label': 'Legend' });
const empty = html('p', { class: 'empty', role: 'status' }, 'Waiting for the server…');

const viewport = new Viewport(area, world);
const nodes = new Nodes(nodesGroup, { choose: (id) => open(id), focus: (id) => choose(id) });
const details = new Details({
  choose: (id) => {
    choose(id);
    nodes.focus(id);
  },
  open: (node, finding) => host.postMessage({ type: 'openNode', node, finding }),
});

let picture: Picture | undefined;
let layout: Layout | undefined;
let chosen: string | undefined;
/** The node that the cursor is in. */
let cursor: string | undefined;
let follows = true;

const followButton = button('Follow cursor', 'Choose the component that the cursor is in', () => {
  follows = !follows;
  followButton.setAttribute('aria-pressed', String(follows));
  if (follows) choose(cursor);
});
followButton.setAttribute('aria-pressed', 'true');

document.body.append(
  html(
    'header',
    {},
    title,
    summary,
    html(
      'div',
      { role: 'toolbar', 'aria-label': 'View' },
      button('−', 'Zoom out (-)', () => viewport.zoom(-1)),
      button('+', 'Zoom in (+)', () => viewport.zoom(1)),
      button('Fit', 'Show everything (0)', fit),
      button('Tidy', 'Lay out anew (T)', () => show(picture, undefined)),
      followButton,
    ),
  ),
  html('main', {}, area, empty, legend),
  details.element,
);
followTheme();

function button(text: string, label: string, act: () => void): HTMLButtonElement {
  const made = html('button', { type: 'button', title: label, 'aria-label': label }, text);
  made.addEventListener('click', act);
  return made;
}

/** In pixels, as the page shows them. */
function measurer(): (text: string, font: 'title' | 'kind') => number {
  const context = document.createElement('canvas').getContext('2d');
  const { fontFamily } = getComputedStyle(document.body);
  return (text, font) => {
    if (!context) return text.length * 8;
    context.font = font === 'title' ? `600 13px ${fontFamily}` : `11px ${fontFamily}`;
    return context.measureText(text).width;
  };
}
const measure = measurer();

function boxOf(node: PictureNode): Box {
  const { x, y } = layout?.positions.get(node.id) ?? { x: 0, y: 0 };
  return { x, y, width: node.width, height: node.height };
}

function nodeById(id: string | undefined): PictureNode | undefined {
  return picture?.nodes.find((node) => node.id === id);
}

/** Draws a picture, going on from a layout or from none. */
function show(next: Picture | undefined, previous: Layout | undefined): void {
  if (!next) return;
  picture = next;
  const drawn = previous ? layOut(next, previous) : inBestDirection(next);
  layout = drawn;
  const boxes = new Map(next.nodes.map((node) => [node.id, boxOf(node)]));
  area.dataset.direction = drawn.direction;
  drawFrames(frames, drawn.frames);
  drawEdges(edges, next, boxes, drawn, (edge) => host.postMessage({ type: 'openEdge', from: edge.from, to: edge.to }));
  nodes.draw(next, boxes, measure);
  drawLegend(legend, next);
  summary.textContent = countFindings(next.nodes.flatMap(({ findings }) => findings));
  empty.hidden = next.nodes.length > 0;
  empty.textContent = 'There is no component in this program yet.';
  if (!nodeById(chosen)) chosen = undefined;
  mark();
  if (!previous) viewport.begin(drawn.bounds, chosenBox());
}

/** Above this many nodes a picture is not laid out twice only to see which way is better. */
const LARGE = 200;

/** To the right or downwards, in which more of it can be seen at once. */
function inBestDirection(next: Picture): Layout {
  if (next.nodes.length > LARGE) {
    const isDown = viewport.scaleFor(roughSize(next, 'down')) > viewport.scaleFor(roughSize(next, 'right'));
    return layOut(next, undefined, isDown ? 'down' : 'right');
  }
  const [right, down] = [layOut(next, undefined, 'right'), layOut(next, undefined, 'down')];
  return viewport.scaleFor(down.bounds) > viewport.scaleFor(right.bounds) ? down : right;
}

function chosenBox(): Box | undefined {
  const node = nodeById(chosen);
  return node && boxOf(node);
}

function fit(): void {
  if (layout) viewport.fit(layout.bounds);
}

function mark(): void {
  nodes.mark(chosen);
  for (const edge of edges.children) edge.classList.toggle('near', edge instanceof SVGElement && isNear(edge));
  details.show(nodeById(chosen), picture);
}

function isNear({ dataset }: SVGElement): boolean {
  return chosen !== undefined && (dataset.from === chosen || dataset.to === chosen);
}

function choose(id: string | undefined): void {
  if (id === chosen) return;
  chosen = nodeById(id) ? id : undefined;
  mark();
  const box = chosenBox();
  if (box) viewport.reveal(box);
}

function open(id: string): void {
  choose(id);
  host.postMessage({ type: 'openNode', node: id });
}

const ARROWS: Readonly<Record<string, Arrow>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const KEYS: Readonly<Record<string, () => void>> = {
  '+': () => viewport.zoom(1),
  '=': () => viewport.zoom(1),
  '-': () => viewport.zoom(-1),
  '0': fit,
  t: () => show(picture, undefined),
};

area.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = ARROWS[event.key];
  const at = nodes.focused() ?? chosen;
  if (arrow && picture && layout && at !== undefined) {
    event.preventDefault();
    const next = neighbour(picture, layout, at, arrow);
    if (next !== undefined) nodes.focus(next);
  } else if ((event.key === 'Enter' || event.key === ' ') && at !== undefined) {
    event.preventDefault();
    open(at);
  } else KEYS[event.key.toLowerCase()]?.();
});

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.type) {
    case 'graph': {
      host.setState({ uri: data.uri });
      title.textContent = data.program;
      const next = pictureOf(data.graph, measure);
      // Where nothing stays there is nothing to go on from: it is another program.
      const stays = next.nodes.some(({ id }) => layout?.positions.has(id));
      show(next, stays ? layout : undefined);
      break;
    }
    case 'nothing':
      empty.hidden = false;
      empty.textContent = data.why;
      break;
    case 'cursor':
      cursor = data.node;
      if (follows && data.node !== undefined) choose(data.node);
      break;
  }
});

host.postMessage({ type: 'ready' });
