/** How an edge is drawn. */
import type { Box, Point } from './layout.ts';

/** How far the strands of an edge are apart, in pixels. */
const STRAND_GAP = 5;
/** Where edges that lead back leave and arrive. */
const AROUND = 28;

/**
 * The path (SVG's `d`) of a strand from the right side of a node to the left side of another, through points on its way.
 *
 * @param strand which one of `strands` that run side by side
 */
export function strandPath(from: Box, to: Box, route: readonly Point[], strand: number, strands: number): string {
  const offset = (strand - (strands - 1) / 2) * STRAND_GAP;
  const start = { x: from.x + from.width, y: from.y + from.height / 2 + offset };
  // Room for the arrowhead.
  const end = { x: to.x - 4, y: to.y + to.height / 2 + offset };
  if (end.x < start.x) return pathBack(start, end, from, to, offset);
  return pathThrough([start, ...route.map(({ x, y }) => ({ x, y: y + offset })), end]);
}

/** Leaves and arrives level, and passes each point level. */
function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  let path = `M${round(first!.x)} ${round(first!.y)}`;
  let last = first!;
  for (const point of rest) {
    const middle = (last.x + point.x) / 2;
    path += `C${round(middle)} ${round(last.y)} ${round(middle)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    last = point;
  }
  return path;
}

/** An edge against the direction of reading goes around below. */
function pathBack(start: Point, end: Point, from: Box, to: Box, offset: number): string {
  const below = Math.max(from.y + from.height, to.y + to.height) + AROUND + offset;
  const right = start.x + AROUND + offset;
  const left = end.x - AROUND - offset;
  const corner = 10;
  return [
    `M${round(start.x)} ${round(start.y)}`,
    `H${round(right - corner)}Q${round(right)} ${round(start.y)} ${round(right)} ${round(start.y + corner)}`,
    `V${round(below - corner)}Q${round(right)} ${round(below)} ${round(right - corner)} ${round(below)}`,
    `H${round(left + corner)}Q${round(left)} ${round(below)} ${round(left)} ${round(below - corner)}`,
    `V${round(end.y + corner)}Q${round(left)} ${round(end.y)} ${round(left + corner)} ${round(end.y)}`,
    `H${round(end.x)}`,
  ].join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
