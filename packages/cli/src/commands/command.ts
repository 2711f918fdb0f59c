import type { Arguments, HelpText, Options } from '../arguments.ts';
import type { Environment, ExitStatus } from '../output.ts';

/** A verb: its help, its options, and what it does. */
export interface Command<T extends Options = Options> extends HelpText {
  readonly options: T;
  /** @throws UsageError */
  run(args: Arguments<T>, environment: Environment): Promise<ExitStatus>;
}

/** Keeps the types of the options for `run`. */
export function command<const T extends Options>(definition: Command<T>): Command<T> {
  return definition;
}
