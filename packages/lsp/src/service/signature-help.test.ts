import { expect, test } from 'vitest';
import { marked } from '../testing.ts';
import { signatureHelp } from './signature-help.ts';

function at(text: string): { label: string; active: string | undefined } | null {
  const { site, position } = marked(`logging {\n\tlevel = ${text}\n}\n`);
  const help = signatureHelp(site, position);
  const [signature] = help?.signatures ?? [];
  if (!help || !signature) return null;
  const label = signature.parameters?.[help.activeParameter ?? -1]?.label;
  return { label: signature.label, active: Array.isArray(label) ? signature.label.slice(label[0], label[1]) : undefined };
}

test('which parameter is written', () => {
  expect(at('string.join(|')).toEqual({ label: 'string.join(list of strings, string) → string', active: 'list of strings' });
  expect(at('string.join(["a"], |)')?.active).toBe('string');
  expect(at('string.join([string.to_upper("a|")], "")')?.label).toContain('string.to_upper');
  expect(at('string.join(["a"], "", |)')?.active).toBeUndefined();
  expect(at('string.format("%s", "a", |)')?.active).toBe('any value …');
});

test('nothing outside of calls', () => {
  expect(at('string.join(["a"], "")|')).toBeNull();
  expect(at('|')).toBeNull();
});
