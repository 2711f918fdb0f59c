/** The signals of a pipeline, and how a picture tells them apart: by colour, and without it by the line. */

/** Known signals, in the order in which the legend lists them and an edge draws them. */
export const SIGNALS = ['metrics', 'logs', 'traces', 'profiles', 'targets'] as const;
export type Signal = (typeof SIGNALS)[number];

/** What an edge carries for the picture: a signal, or `value` where what is given is none (a handler, the content of a file). */
export type Strand = Signal | 'value';

export interface StrandStyle {
  /** On a light background, and on a dark one. */
  readonly light: string;
  readonly dark: string;
  /** As SVG's `stroke-dasharray`; empty for a line without gaps. */
  readonly dash: string;
  readonly width: number;
}

/**
 * Colours after Okabe and Ito, who chose them for people who see colours differently, made darker or lighter until they stand out from the
 * background. Each line has its own dashes too.
 */
export const STRANDS: Readonly<Record<Strand, StrandStyle>> = {
  metrics: { light: '#b85c00', dark: '#e69f00', dash: '', width: 2.5 },
  logs: { light: '#0072b2', dark: '#56b4e9', dash: '9 4', width: 2.5 },
  traces: { light: '#007a5a', dark: '#1fc195', dash: '2 4', width: 2.5 },
  profiles: { light: '#a1487a', dark: '#d98cba', dash: '10 4 2 4', width: 2.5 },
  targets: { light: '#6b6b00', dark: '#f0e442', dash: '5 3', width: 1.5 },
  value: { light: '#6e6e6e', dark: '#9d9d9d', dash: '1 3', width: 1.5 },
};

/** The strands of an edge with these signals, always in the same order. */
export function strandsOf(signals: readonly string[]): readonly Strand[] {
  const known = SIGNALS.filter((signal) => signals.includes(signal));
  return known.length > 0 ? known : ['value'];
}
