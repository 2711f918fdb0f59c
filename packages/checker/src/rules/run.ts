import { type CheckContext, levelOf } from '../checks/context.ts';
import { remember } from '../checks/remember.ts';
import { DiagnosticCollector } from '../diagnostics/collector.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../project/source.ts';
import { rules } from './index.ts';
import { optionDefaults, type Rule, type RuleContext } from './rule.ts';

/**
 * Runs the rules over a program.
 *
 * @param sound nothing keeps the program from being read whole, see `RuleDefinition.wholeProgram`
 * @param checked where findings go, how severe rules are where it is not their default, and their options
 */
export function runRules(context: RuleContext, sound: boolean, checked: CheckContext): void {
  const { files } = context.program;
  const isOn = (rule: Rule): boolean => files.some((file) => levelIn(rule, file, checked) !== 'off');
  // Of what a graph lacks nothing can be said either.
  const whole = sound && context.graph.isComplete;
  const active = rules.filter((rule) => (whole || !rule.wholeProgram) && isOn(rule));
  const found = checked.isEdited ? foundInBlocks(context, active, checked) : undefined;
  for (const rule of active) {
    if (!found || !rule.perBlock) runRule(rule, context, checked);
    else for (const finding of found.get(rule.code) ?? []) checked.diagnostics.all.push(finding);
  }
}

/** What the rules that look at one block at a time find, by their codes. */
function foundInBlocks(context: RuleContext, active: readonly Rule[], checked: CheckContext): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  const perBlock = active.filter((rule) => rule.perBlock);
  const own = { ...checked, diagnostics: new DiagnosticCollector() };
  for (const symbol of context.symbols()) {
    remember(own, symbol, 'rules', () => {
      const only = context.only(symbol);
      for (const rule of perBlock) runRule(rule, only, own);
    });
  }
  for (const finding of own.diagnostics.all) {
    const others = found.get(finding.code);
    if (others) others.push(finding);
    else found.set(finding.code, [finding]);
  }
  return found;
}

function runRule(rule: Rule, context: RuleContext, checked: CheckContext): void {
  const { code, options, run } = rule;
  run(
    context,
    (source, span, message, extras) => {
      const severity = levelIn(rule, source, checked);
      if (severity !== 'off') checked.diagnostics.add({ code, severity, authority: 'lint', message }, source, span, extras);
    },
    ({ path }) => ({ ...optionDefaults(options), ...checked.settings?.get(path)?.get(code)?.options }),
  );
}

function levelIn({ code, severity }: Rule, { path }: Source, checked: CheckContext): Rule['severity'] | 'error' {
  return levelOf(checked, code, path) ?? severity;
}
