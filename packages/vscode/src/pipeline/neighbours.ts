/** Where an arrow key leads from a node. */
import type { Point } from './layout.ts';
import type { Picture } from './picture.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * Left and right go along the edges, to the nearest of several; up and down to the nearest node that is above or below.
 *
 * @returns `undefined` where there is none
 */
export function neighbour(picture: Picture, positions: ReadonlyMap<string, Point>, id: string, direction: Direction): string | undefined {
  const here = positions.get(id);
  if (!here) return undefined;
  const along = (ends: 'from' | 'to'): string[] =>
    picture.edges.filter((edge) => edge[ends === 'to' ? 'from' : 'to'] === id && edge[ends] !== id).map((edge) => edge[ends]);
  const candidates: Readonly<Record<Direction, () => string[]>> = {
    right: () => along('to'),
    left: () => along('from'),
    up: () => picture.nodes.map((node) => node.id).filter((other) => (positions.get(other)?.y ?? 0) < here.y),
    down: () => picture.nodes.map((node) => node.id).filter((other) => (positions.get(other)?.y ?? 0) > here.y),
  };
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of candidates[direction]()) {
    const there = positions.get(other);
    if (!there) continue;
    // Up and down prefer to stay in the column.
    const distance = Math.hypot((there.x - here.x) * (direction === 'up' || direction === 'down' ? 2 : 1), there.y - here.y);
    if (distance < least) {
      best = other;
      least = distance;
    }
  }
  return best;
}
