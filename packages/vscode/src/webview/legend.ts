import type { Picture } from '../pipeline/picture.ts';
import { STRANDS, type Strand } from '../pipeline/signals.ts';
import { html, svg } from './dom.ts';

const NAMES: Readonly<Record<Strand, string>> = {
  metrics: 'Metrics',
  logs: 'Logs',
  traces: 'Traces',
  profiles: 'Profiles',
  targets: 'Targets',
  value: 'Other values',
};

/** The lines that occur in a picture, and what they mean. */
export function drawLegend(list: HTMLUListElement, { strands }: Picture): void {
  list.hidden = strands.length === 0;
  list.replaceChildren(
    ...strands.map((strand) =>
      html(
        'li',
        {},
        svg(
          'svg',
          { width: 40, height: 10, 'aria-hidden': 'true' },
          svg('line', {
            class: `strand strand-${strand}`,
            x1: 0,
            x2: 40,
            y1: 5,
            y2: 5,
            'stroke-dasharray': STRANDS[strand].dash || undefined,
          }),
        ),
        NAMES[strand],
      ),
    ),
  );
}
