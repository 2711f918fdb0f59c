/** Where an arrow key leads from a node. */
import type { Layout } from './layout.ts';
import type { Picture } from './picture.ts';

export type Arrow = 'left' | 'right' | 'up' | 'down';

/** Which arrows go with the data and against it. */
const ALONG = { right: { forward: 'right', back: 'left' }, down: { forward: 'down', back: 'up' } } as const;

/**
 * With and against the flow of data along the edges, to the nearest of several; across it, to the nearest node on that side.
 *
 * @returns `undefined` where there is none
 */
export function neighbour(picture: Picture, { positions, direction }: Layout, id: string, arrow: Arrow): string | undefined {
  const here = positions.get(id);
  if (!here) return undefined;
  const { forward, back } = ALONG[direction];
  const [along, across] = direction === 'right' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const isAfter = arrow === 'right' || arrow === 'down';
  const candidates = (): string[] => {
    if (arrow === forward) return picture.edges.filter(({ from, to }) => from === id && to !== id).map(({ to }) => to);
    if (arrow === back) return picture.edges.filter(({ from, to }) => to === id && from !== id).map(({ from }) => from);
    return picture.nodes
      .map((node) => node.id)
      .filter((other) => {
        const there = positions.get(other);
        return there !== undefined && (isAfter ? there[across] > here[across] : there[across] < here[across]);
      });
  };
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of candidates()) {
    const there = positions.get(other);
    if (!there) continue;
    // Rather in the same column than nearer.
    const distance = Math.hypot((there[along] - here[along]) * 2, there[across] - here[across]);
    if (distance < least) {
      best = other;
      least = distance;
    }
  }
  return best;
}
