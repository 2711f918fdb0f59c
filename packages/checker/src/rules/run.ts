import type { DiagnosticCollector } from '../diagnostics/collector.ts';
import { rules } from './index.ts';
import type { Level, RuleContext } from './rule.ts';

/**
 * Runs the rules over a program.
 *
 * @param sound nothing keeps the program from being read whole, see `RuleDefinition.wholeProgram`
 * @param levels severities that differ from the default, by code
 */
export function runRules(context: RuleContext, diagnostics: DiagnosticCollector, sound: boolean, levels: ReadonlyMap<string, Level>): void {
  for (const { code, severity: byDefault, wholeProgram, run } of rules) {
    const severity = levels.get(code) ?? byDefault;
    if (severity === 'off' || (wholeProgram && !sound)) continue;
    run(context, (source, span, message, extras) => diagnostics.add({ code, severity, authority: 'lint', message }, source, span, extras));
  }
}
