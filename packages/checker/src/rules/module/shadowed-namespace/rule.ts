import { defineRule } from '../../rule.ts';

/** A declare or an import whose label is the first part of built-in components' names, which it hides (LANGUAGE.md 6.3). */
export const rule = defineRule<{ label: string; kind: string; hidden: string }>({
  code: 'module/shadowed-namespace',
  severity: 'warning',
  message: ({ label, kind, hidden }) =>
    `this ${kind} hides every built-in component whose name begins with "${label}", such as "${hidden}"`,
  check(context, report) {
    for (const { block, source, kind } of context.symbols()) {
      const label = block.label;
      if (!label?.text || (kind !== 'declare' && !block.fullName.startsWith('import.'))) continue;
      const hidden = context.catalog.componentNames.find((name) => name.startsWith(`${label.text}.`));
      if (hidden === undefined) continue;
      report(
        source,
        label,
        { label: label.text, kind: kind === 'declare' ? 'declare' : 'import', hidden },
        { notes: ['give it a label of its own, and use that one where it is used'] },
      );
    }
  },
});
