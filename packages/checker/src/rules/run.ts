import { type CheckOptions, levelOf } from '../checks/context.ts';
import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { Source } from '../project/source.ts';
import { rules } from './index.ts';
import { optionDefaults, type RuleContext } from './rule.ts';

/**
 * Runs the rules over a program.
 *
 * @param sound nothing keeps the program from being read whole, see `RuleDefinition.wholeProgram`
 * @param asked how severe rules are where it is not their default, and their options
 */
export function runRules(
  context: RuleContext,
  diagnostics: DiagnosticCollector,
  sound: boolean,
  asked: Pick<CheckOptions, 'levels' | 'settings'>,
): void {
  const { files } = context.program;
  for (const { code, severity, wholeProgram, options, run } of rules) {
    const level = ({ path }: Source) => levelOf(asked, code, path) ?? severity;
    if ((wholeProgram && !sound) || files.every((file) => level(file) === 'off')) continue;
    run(
      context,
      (source, span, message, extras) => {
        const severity = level(source);
        if (severity !== 'off') diagnostics.add({ code, severity, authority: 'lint', message }, source, span, extras);
      },
      ({ path }) => ({ ...optionDefaults(options), ...asked.settings?.get(path)?.get(code)?.options }),
    );
  }
}
