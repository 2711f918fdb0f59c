import { concise } from './concise.ts';
import { human } from './human.ts';
import { json } from './json.ts';
import type { Reporter } from './reporter.ts';

/** The output formats. A new one is a file in this folder and an entry here. */
export const reporters = { human, concise, json } as const satisfies Record<string, Reporter>;

export type Format = keyof typeof reporters;

export const formats = Object.keys(reporters) as [Format, ...Format[]];
