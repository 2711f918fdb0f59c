/**
 * Where the nodes of a picture are. What has been placed once stays there while somebody types: a picture that jumps with every key cannot be
 * read. New nodes get a free place beside what they are connected with; only when most is new, or when asked to, all is laid out anew.
 */
import { Graph, layout as layOut } from '@dagrejs/dagre';
import type { Box, Direction, Point } from './geometry.ts';
import { leadsBack, ROOM_AROUND } from './paths.ts';
import { NODE_HEIGHT, type Picture, type PictureEdge, type PictureNode } from './picture.ts';

export interface Frame extends Box {
  readonly module: string;
}

/** Coordinates are in pixels, y downwards; a node's are those of its upper left corner. */
export interface Layout {
  readonly direction: Direction;
  readonly positions: ReadonlyMap<string, Point>;
  /** By the edge's key, how it goes around other nodes; an edge that is not in here goes straight. */
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  /** One for each module, the root first. */
  readonly frames: readonly Frame[];
  /** Around all of it. */
  readonly bounds: Box;
  /** What later layouts go on from. */
  readonly memory: ReadonlyMap<string, ModuleMemory>;
}

/** Places in a module, and where they are counted from. */
interface ModuleMemory {
  readonly places: ReadonlyMap<string, Place>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  readonly origin: Point;
}

interface Place extends Box {
  readonly kind: string;
  readonly uri: string;
  readonly line: number;
  /** It is not in the program now; if it comes back, it has its place again. */
  readonly isGone: boolean;
}

/** Between a node and what it feeds. */
const RANK_GAP: Readonly<Record<Direction, number>> = { right: 56, down: 36 };
const ROW_GAP = 20;
const PART_GAP = 36;
const FRAME_PADDING = 16;
const FRAME_TITLE = 24;
const FRAME_GAP = 32;
/** How wide a row of things that are not connected becomes. */
const ROW_WIDTH = 1000;
/** How many places of nodes that are gone are kept in a module. */
const MOST_GONE = 100;
/** Parts above this are laid out in a way that takes a third of the time and is nearly as good. */
const LARGE_PART = 120;
/** Parts above this are put into ranks only: anything better would take longer than people wait. */
const HUGE_PART = 1500;

/**
 * Gives each node of a picture a place.
 *
 * @param previous what was drawn before; without it all is laid out anew
 * @param direction as before, where it is not given
 */
export function layout(picture: Picture, previous?: Layout, direction: Direction = previous?.direction ?? 'right'): Layout {
  const byModule = new Map<string, PictureNode[]>(picture.modules.map((module) => [module, []]));
  for (const node of picture.nodes) byModule.get(node.module)?.push(node);
  // Modules that are gone may come back too.
  const memory = new Map<string, ModuleMemory>([...(previous?.memory ?? [])].slice(-MOST_GONE));
  const positions = new Map<string, Point>();
  const routes = new Map<string, readonly Point[]>();
  const frames: Frame[] = [];
  for (const [module, nodes] of byModule) {
    const known = new Set(nodes.map(({ id }) => id));
    const edges = picture.edges.filter((edge) => known.has(edge.from) && known.has(edge.to));
    const before = previous?.memory.get(module);
    const placed = goOn(nodes, edges, before, direction) ?? anew(nodes, edges, direction);
    const { frame, origin } = frameFor(boundsWithin(placed, edges, direction), module, before?.origin, frames);
    frames.push({ module, ...frame });
    memory.set(module, { ...placed, origin });
    for (const { id } of nodes) positions.set(id, shifted(placed.places.get(id) as Place, origin));
    for (const { key } of edges) {
      const route = placed.routes.get(key);
      if (route)
        routes.set(
          key,
          route.map((point) => shifted(point, origin)),
        );
    }
  }
  return { direction, positions, routes, frames, bounds: boundsOf(frames), memory };
}

/**
 * How large a picture that is laid out anew will be, about: laying out what is large takes long, and finding out which way it should go
 * need not take that twice.
 */
export function roughSize({ nodes, edges }: Picture, direction: Direction): Pick<Box, 'width' | 'height'> {
  const counts = new Map<number, number>();
  for (const rank of ranksOf(nodes, edges).values()) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const width = nodes.reduce((sum, node) => sum + node.width, 0) / Math.max(nodes.length, 1);
  return direction === 'right'
    ? { width: counts.size * (width + RANK_GAP.right), height: most * (NODE_HEIGHT + ROW_GAP) }
    : { width: most * (width + ROW_GAP), height: counts.size * (NODE_HEIGHT + RANK_GAP.down) };
}

/** How many edges lead to each node at most, one after the other; 0 for what is in a circle. */
function ranksOf(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): Map<string, number> {
  const ranks = new Map(nodes.map(({ id }) => [id, 0]));
  const waitsFor = new Map(nodes.map(({ id }) => [id, 0]));
  const outgoing = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    if (!ranks.has(from) || !ranks.has(to)) continue;
    outgoing.get(from)?.push(to);
    waitsFor.set(to, (waitsFor.get(to) ?? 0) + 1);
  }
  const queue = nodes.filter(({ id }) => waitsFor.get(id) === 0).map(({ id }) => id);
  for (const id of queue) {
    for (const to of outgoing.get(id) ?? []) {
      ranks.set(to, Math.max(ranks.get(to) ?? 0, (ranks.get(id) ?? 0) + 1));
      const left = (waitsFor.get(to) ?? 0) - 1;
      waitsFor.set(to, left);
      if (left === 0) queue.push(to);
    }
  }
  return ranks;
}

type Placed = Pick<ModuleMemory, 'places' | 'routes'>;

function shifted({ x, y }: Point, by: Point): Point {
  return { x: x + by.x, y: y + by.y };
}

function placeOf(node: PictureNode, { x, y }: Point): Place {
  const { kind, uri, line, width, height } = node;
  return { x, y, width, height, kind, uri, line, isGone: false };
}

/** Keeps what has a place, and finds one for what is new; nothing where too much is new for that to look well. */
function goOn(
  nodes: readonly PictureNode[],
  edges: readonly PictureEdge[],
  before: ModuleMemory | undefined,
  direction: Direction,
): Placed | undefined {
  if (!before) return undefined;
  const places = new Map<string, Place>();
  const fresh: PictureNode[] = [];
  for (const node of nodes) {
    const place = before.places.get(node.id);
    if (place) places.set(node.id, placeOf(node, place));
    else fresh.push(node);
  }
  const gone = new Map([...before.places].filter(([id]) => !places.has(id)));
  const unplaced = fresh.filter((node) => {
    const renamed = renamedFrom(node, gone);
    if (renamed === undefined) return true;
    places.set(node.id, placeOf(node, gone.get(renamed) as Place));
    gone.delete(renamed);
    return false;
  });
  if (unplaced.length > Math.max(3, nodes.length / 2)) return undefined;
  for (const node of inOrder(unplaced, edges)) places.set(node.id, placeOf(node, freePlace(node, edges, places, direction)));
  const byKey = new Map(edges.map((edge) => [edge.key, edge]));
  const isKept = (edge: PictureEdge | undefined): boolean =>
    edge !== undefined && before.places.has(edge.from) && before.places.has(edge.to);
  const routes = new Map([...before.routes].filter(([key]) => isKept(byKey.get(key))));
  const there = [...places.values()];
  // A label that has become longer may reach into the next column.
  const grown = nodes.filter(({ id, width }) => width > (before.places.get(id)?.width ?? 0)).map(({ id }) => places.get(id) as Place);
  if (grown.some((place) => there.some((other) => other !== place && overlap(place, other, 0)))) return undefined;
  for (const [id, place] of [...gone].slice(-MOST_GONE)) {
    if (!there.some((other) => overlap(place, other, 0))) places.set(id, { ...place, isGone: true });
  }
  return { places, routes };
}

/** A node of the same kind that has just gone from where this one stands: somebody is typing its label. */
function renamedFrom(node: PictureNode, gone: ReadonlyMap<string, Place>): string | undefined {
  let best: string | undefined;
  let distance = 3;
  for (const [id, place] of gone) {
    if (place.isGone || place.kind !== node.kind || place.uri !== node.uri) continue;
    const lines = Math.abs(place.line - node.line);
    if (lines < distance) {
      best = id;
      distance = lines;
    }
  }
  return best;
}

/** Those first that give to others. */
function inOrder(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): PictureNode[] {
  const left = new Map(nodes.map((node) => [node.id, node]));
  const ordered: PictureNode[] = [];
  while (left.size > 0) {
    const next = [...left.values()].find(({ id }) => !edges.some(({ from, to }) => to === id && from !== id && left.has(from)));
    // In a circle somebody has to be the first.
    const node = next ?? (left.values().next().value as PictureNode);
    left.delete(node.id);
    ordered.push(node);
  }
  return ordered;
}

/** A place near to what a node is connected with that nothing stands in: behind what feeds it, and beside what is there already. */
function freePlace(node: PictureNode, edges: readonly PictureEdge[], places: ReadonlyMap<string, Place>, direction: Direction): Point {
  const at = (id: string): Place[] => (id !== node.id && places.has(id) ? [places.get(id) as Place] : []);
  const from = edges.filter(({ to }) => to === node.id).flatMap((edge) => at(edge.from));
  const to = edges.filter((edge) => edge.from === node.id).flatMap((edge) => at(edge.to));
  const all = [...places.values()];
  const [along, size, across, breadth] =
    direction === 'right' ? (['x', 'width', 'y', 'height'] as const) : (['y', 'height', 'x', 'width'] as const);
  const start = {
    x: Math.min(
      0,
      least(all, (place) => place.x),
    ),
    y: Math.max(
      0,
      most(all, (place) => place.y + place.height + ROW_GAP),
    ),
  };
  if (from.length > 0) start[along] = most(from, (place) => place[along] + place[size]) + RANK_GAP[direction];
  else if (to.length > 0) start[along] = least(to, (place) => place[along]) - RANK_GAP[direction] - node[size];
  const neighbours = [...from, ...to];
  if (neighbours.length > 0) start[across] = neighbours.reduce((sum, place) => sum + place[across], 0) / neighbours.length;
  const step = node[breadth] + ROW_GAP;
  for (let turn = 0; ; turn++) {
    const box = { ...start, width: node.width, height: node.height };
    box[across] += Math.ceil(turn / 2) * (turn % 2 === 0 ? step : -step);
    if (!all.some((place) => overlap(box, place, ROW_GAP / 2))) return box;
  }
}

function overlap(a: Box, b: Box, margin: number): boolean {
  return a.x < b.x + b.width + margin && b.x < a.x + a.width + margin && a.y < b.y + b.height + margin && b.y < a.y + a.height + margin;
}

/** Each part that is connected by itself, and the parts below each other. */
function anew(nodes: readonly PictureNode[], edges: readonly PictureEdge[], direction: Direction): Placed {
  const places = new Map<string, Place>();
  const routes = new Map<string, readonly Point[]>();
  const parts = partsOf(nodes, edges);
  const rows = new Rows();
  // What is connected comes first: it is what a picture is for.
  for (const part of parts.filter(({ length }) => length > 1)) {
    const drawn = part.length > HUGE_PART ? rankPart(part, edges, direction) : dagrePart(part, edges, direction);
    const origin = rows.place(drawn, PART_GAP);
    for (const [node, point] of drawn.points) places.set(node.id, placeOf(node, shifted(point, origin)));
    for (const [key, route] of drawn.routes)
      routes.set(
        key,
        route.map((point) => shifted(point, origin)),
      );
  }
  rows.next(PART_GAP);
  for (const node of parts.filter(({ length }) => length === 1).flat()) places.set(node.id, placeOf(node, rows.place(node, ROW_GAP)));
  return { places, routes };
}

/** Puts boxes into rows. */
class Rows {
  #x = 0;
  #y = 0;
  #height = 0;

  place({ width, height }: Pick<Box, 'width' | 'height'>, gap: number): Point {
    if (this.#x > 0 && this.#x + width > ROW_WIDTH) this.next(gap);
    const point = { x: this.#x, y: this.#y };
    this.#x += width + gap;
    this.#height = Math.max(this.#height, height);
    return point;
  }

  next(gap: number): void {
    if (this.#height > 0) this.#y += this.#height + gap;
    this.#x = 0;
    this.#height = 0;
  }
}

/** The nodes in groups of those that are connected, in the order of the first of each. */
function partsOf(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): PictureNode[][] {
  const near = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts: PictureNode[][] = [];
  for (const { id } of nodes) {
    if (!byId.has(id)) continue;
    const part: PictureNode[] = [];
    const queue = [id];
    for (let each = queue.pop(); each !== undefined; each = queue.pop()) {
      const node = byId.get(each);
      if (!node) continue;
      byId.delete(each);
      part.push(node);
      for (const next of near.get(each) ?? []) queue.push(next);
    }
    parts.push(part);
  }
  return parts;
}

interface Drawn extends Pick<Box, 'width' | 'height'> {
  readonly points: readonly (readonly [PictureNode, Point])[];
  readonly routes: readonly (readonly [string, readonly Point[]])[];
}

/** Each rank in the order in which its nodes come. */
function rankPart(part: readonly PictureNode[], edges: readonly PictureEdge[], direction: Direction): Drawn {
  const ranks = ranksOf(part, edges);
  const width = most(part, (node) => node.width);
  const [along, across] = direction === 'right' ? [width, NODE_HEIGHT] : [NODE_HEIGHT, width];
  const counts = new Map<number, number>();
  const points = part.map((node): readonly [PictureNode, Point] => {
    const rank = ranks.get(node.id) ?? 0;
    const index = counts.get(rank) ?? 0;
    counts.set(rank, index + 1);
    const [a, b] = [rank * (along + RANK_GAP[direction]), index * (across + ROW_GAP)];
    return [node, direction === 'right' ? { x: a, y: b } : { x: b, y: a }];
  });
  const { width: wide, height } = boundsOf(points.map(([node, point]) => ({ ...point, width: node.width, height: node.height })));
  return { width: wide, height, points, routes: [] };
}

function dagrePart(part: readonly PictureNode[], edges: readonly PictureEdge[], direction: Direction): Drawn {
  const graph = new Graph();
  const ranker = part.length > LARGE_PART ? 'tight-tree' : 'network-simplex';
  graph.setGraph({ rankdir: direction === 'right' ? 'LR' : 'TB', nodesep: ROW_GAP, ranksep: RANK_GAP[direction], edgesep: 12, ranker });
  const known = new Set(part.map(({ id }) => id));
  for (const { id, width, height } of part) graph.setNode(id, { width, height });
  const within = edges.filter(({ from, to }) => known.has(from) && known.has(to));
  for (const { from, to } of within) graph.setEdge(from, to, {});
  layOut(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<Box>;
  return {
    width,
    height,
    points: part.map((node) => {
      const { x, y } = graph.node(node.id) as Point;
      return [node, { x: x - node.width / 2, y: y - node.height / 2 }];
    }),
    // The ends are where the nodes are; what is between leads around others.
    routes: within.map(({ key, from, to }) => [key, (graph.edge(from, to) as { points: Point[] }).points.slice(1, -1)]),
  };
}

/** The frame around what is placed: where it was, if nothing else is there; otherwise beside or below the others. */
function frameFor(bounds: Box, module: string, before: Point | undefined, others: readonly Box[]): { frame: Box; origin: Point } {
  const padding = module === '' ? 0 : FRAME_PADDING;
  const title = module === '' ? 0 : FRAME_TITLE;
  const width = bounds.width + 2 * padding;
  const height = bounds.height + 2 * padding + title;
  const inner = { x: padding - bounds.x, y: padding + title - bounds.y };
  const isFree = (frame: Box): boolean => !others.some((other) => overlap(frame, other, FRAME_GAP / 2));
  if (before) {
    const frame = { x: before.x - inner.x, y: before.y - inner.y, width, height };
    if (isFree(frame)) return { frame, origin: before };
  }
  const last = others.at(-1);
  const beside = last && { x: last.x + last.width + FRAME_GAP, y: last.y, width, height };
  const isBeside = module !== '' && others.length > 1 && beside !== undefined && beside.x + width <= ROW_WIDTH && isFree(beside);
  const below = { x: 0, y: Math.max(0, ...others.map((other) => other.y + other.height + FRAME_GAP)), width, height };
  const frame = isBeside ? beside : below;
  return { frame, origin: shifted(frame, inner) };
}

/** Around the nodes of a module, and the edges that lead back around them. */
function boundsWithin({ places }: Placed, edges: readonly PictureEdge[], direction: Direction): Box {
  const bounds = boundsOf([...places.values()].filter(({ isGone }) => !isGone));
  const isBack = edges.some((edge) => leadsBack(places.get(edge.from) as Box, places.get(edge.to) as Box, direction));
  const room = isBack ? ROOM_AROUND : 0;
  return { x: bounds.x - room, y: bounds.y - room, width: bounds.width + 2 * room, height: bounds.height + 2 * room };
}

/** The least number of some things, however many there are. */
function least<Thing>(things: readonly Thing[], numberOf: (thing: Thing) => number): number {
  return things.reduce((number, thing) => Math.min(number, numberOf(thing)), Number.POSITIVE_INFINITY);
}

/** The greatest number of some things. */
function most<Thing>(things: readonly Thing[], numberOf: (thing: Thing) => number): number {
  return things.reduce((number, thing) => Math.max(number, numberOf(thing)), Number.NEGATIVE_INFINITY);
}

function boundsOf(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = least(boxes, (box) => box.x);
  const y = least(boxes, (box) => box.y);
  return {
    x,
    y,
    width: most(boxes, (box) => box.x + box.width) - x,
    height: most(boxes, (box) => box.y + box.height) - y,
  };
}
