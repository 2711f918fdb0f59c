/** How an edge is drawn. All of it is worked out for data that flows to the right, and turned over where it flows down. */
import type { Box, Direction, Point } from './geometry.ts';

/** How far the strands of an edge are apart, in pixels. */
const STRAND_GAP = 5;
/** How far edges that lead back go around their nodes. */
const AROUND = 24;
/** What that takes beside the nodes, with a few strands. */
export const ROOM_AROUND = AROUND + 2 * STRAND_GAP;
const CORNER = 10;
const ARROW = { length: 8, half: 4.5 };
/** Between the head of an arrow and the node. */
const CLEARANCE = 1;

export interface Strand {
  /** SVG's `d` of the line, and of the head of its arrow. */
  readonly line: string;
  readonly head: string;
}

/** Whether an edge goes against the flow, so that it has to be led around. */
export function leadsBack(from: Box, to: Box, direction: Direction): boolean {
  return direction === 'right' ? to.x < from.x + from.width : to.y < from.y + from.height;
}

/**
 * A strand from the far side of a node to the near side of another, through points on its way.
 *
 * @param ends `others` are the nodes that an edge that leads back goes around
 * @param index which one of `count` that run side by side
 */
export function strand(
  ends: { readonly from: Box; readonly to: Box; readonly route?: readonly Point[] | undefined; readonly others?: readonly Box[] },
  direction: Direction,
  index: number,
  count: number,
): Strand {
  const turn = direction === 'right' ? (point: Point): Point => point : ({ x, y }: Point): Point => ({ x: y, y: x });
  const turned = (box: Box): Box => (direction === 'right' ? box : { x: box.y, y: box.x, width: box.height, height: box.width });
  const [from, to] = [turned(ends.from), turned(ends.to)];
  const offset = (index - (count - 1) / 2) * STRAND_GAP;
  const start = { x: from.x + from.width, y: from.y + from.height / 2 + offset };
  const tip = { x: to.x - CLEARANCE, y: to.y + to.height / 2 + offset };
  const end = { x: tip.x - ARROW.length / 2, y: tip.y };
  const way = leadsBack(ends.from, ends.to, direction)
    ? wayBack(start, end, lowest(from, to, (ends.others ?? []).map(turned)), offset)
    : wayThrough([start, ...(ends.route ?? []).map(turn).map(({ x, y }) => ({ x, y: y + offset })), end]);
  const back = tip.x - ARROW.length;
  const head: Step[] = [
    ['M', { x: back, y: tip.y - ARROW.half }],
    ['L', tip],
    ['L', { x: back, y: tip.y + ARROW.half }],
  ];
  const text = (steps: readonly Step[]): string =>
    steps
      .map(
        ([command, ...points]) =>
          command +
          points
            .map(turn)
            .map(({ x, y }) => `${round(x)} ${round(y)}`)
            .join(' '),
      )
      .join('');
  return { line: text(way), head: `${text(head)}Z` };
}

/** A command of SVG's paths with its points. */
type Step = readonly [command: 'M' | 'L' | 'Q' | 'C', ...points: Point[]];

/** Leaves and arrives level, and passes each point level. */
function wayThrough(points: readonly Point[]): Step[] {
  return points.map((point, index): Step => {
    const last = points[index - 1];
    if (!last) return ['M', point];
    const middle = (last.x + point.x) / 2;
    return ['C', { x: middle, y: last.y }, { x: middle, y: point.y }, point];
  });
}

/** Where the lowest node ends of two and those between them that stand in the way. */
function lowest(from: Box, to: Box, others: readonly Box[]): number {
  const bottom = Math.max(from.y + from.height, to.y + to.height);
  const between = others.filter(
    ({ x, y, width }) =>
      x < from.x + from.width + AROUND && to.x - AROUND < x + width && y < bottom + AROUND && y >= Math.min(from.y, to.y),
  );
  return between.reduce((most, { y, height }) => Math.max(most, y + height), bottom);
}

/** Goes around below the nodes. */
function wayBack(start: Point, end: Point, bottom: number, offset: number): Step[] {
  const below = bottom + AROUND + offset;
  const right = start.x + AROUND + offset;
  const left = end.x - AROUND - offset;
  return [
    ['M', start],
    ['L', { x: right - CORNER, y: start.y }],
    ['Q', { x: right, y: start.y }, { x: right, y: start.y + CORNER }],
    ['L', { x: right, y: below - CORNER }],
    ['Q', { x: right, y: below }, { x: right - CORNER, y: below }],
    ['L', { x: left + CORNER, y: below }],
    ['Q', { x: left, y: below }, { x: left, y: below - CORNER }],
    ['L', { x: left, y: end.y + CORNER }],
    ['Q', { x: left, y: end.y }, { x: left + CORNER, y: end.y }],
    ['L', end],
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
