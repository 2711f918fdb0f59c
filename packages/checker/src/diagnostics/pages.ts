import { syntaxMessages } from '@assay/parser';
import { rules } from '../rules/index.ts';
import { rulePages } from '../rules/pages.ts';
import { type Code, type CodePage, definitions } from './codes.ts';
import type { CodeDefinition } from './define.ts';

/** The page of a code, or `undefined` where there is no such code. */
export function explainCode(code: string): CodePage | undefined {
  if (Object.hasOwn(definitions, code)) {
    const { title, severity, authority, offByDefault, why, bad, good }: CodeDefinition<never> = definitions[code as Code];
    return { code, title, severity: offByDefault ? 'off' : severity, authority, text: page(why, bad, good) };
  }
  if (Object.hasOwn(syntaxMessages, code)) {
    const { title, why, bad, good } = syntaxMessages[code as keyof typeof syntaxMessages].page;
    return { code, title, severity: 'error', authority: 'validate', text: page(why, bad, good) };
  }
  const rule = rules.find((each) => each.code === code);
  const text = rulePages[code];
  if (!rule || text === undefined) return undefined;
  const [title = '', ...rest] = text.split('\n');
  return { code, title: title.replace(/^# /, ''), severity: rule.severity, authority: 'lint', text: rest.join('\n').trim() };
}

/** All codes: those of syntax errors, of what Alloy refuses, and of rules. */
export function allCodes(): string[] {
  return [...Object.keys(syntaxMessages), ...Object.keys(definitions), ...rules.map(({ code }) => code)].sort();
}

function page(why: string, bad: string, good: string): string {
  return `${why}\n\n## Bad\n\n${fence(bad)}\n\n## Good\n\n${fence(good)}\n`;
}

function fence(text: string): string {
  return `\`\`\`alloy\n${text}\n\`\`\``;
}
