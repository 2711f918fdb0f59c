import { describe, expect, test } from 'vitest';
import type { Profile } from '../configuration/profile.ts';
import { checkAll } from '../testing.ts';
import { rules } from './index.ts';
import { rulePages } from './pages.ts';

const HEADINGS = ['## Why', '## What is lost', '## Bad', '## Good', '## Options', '## When to switch it off'];

/** The deployment that a page supposes: nothing, unless it says so in front of its example. */
function supposed(page: string): Profile {
  const json = /With the deployment profile `(\{.*\})`:/.exec(page)?.[1];
  return json === undefined ? {} : (JSON.parse(json) as Profile);
}

/** The configuration below a heading of a page. */
function example(page: string, heading: string): string {
  const section = page.slice(page.indexOf(`\n## ${heading}\n`));
  return /```alloy\n([\s\S]*?)\n```/.exec(section)?.[1] ?? '';
}

describe.each(rules)('the page of $code', ({ code, severity, options }) => {
  const page = rulePages[code] ?? '';

  test('has all its sections, in order', () => {
    expect(page).toMatch(/^# \S/);
    const hasOptions = Object.keys(options).length > 0;
    expect(page.match(/^## .+$/gm)).toEqual(HEADINGS.filter((heading) => heading !== '## Options' || hasOptions));
  });

  test('has a row for each option', () => {
    const rows = Object.entries(options).map(
      ([name, option]) => `| \`${name}\` | ${option.description} | \`${JSON.stringify(option.default)}\` |`,
    );
    expect(page.match(/^\| `.*$/gm) ?? []).toEqual(rows);
  });

  test('shows what the rule speaks on', () => {
    const bad = example(page, 'Bad');
    const levels = new Map([[code, severity === 'off' ? 'info' : severity]] as const);
    const found = checkAll({ 'bad.alloy': bad }, { levels, profile: supposed(page) });
    expect(found.map((each) => each.code)).toContain(code);
    expect(found.filter((each) => each.code !== code)).toEqual([]);
  });

  test('shows what only a deployment makes wrong, and says nothing without one', () => {
    if (Object.keys(supposed(page)).length === 0) return;
    expect(checkAll({ 'bad.alloy': example(page, 'Bad') }, { levels: new Map([[code, 'warning']]) })).toEqual([]);
  });

  test('shows how it is right', () => {
    const good = example(page, 'Good');
    expect(good).not.toBe('');
    expect(checkAll({ 'good.alloy': good }, { levels: new Map([[code, 'warning']]), profile: supposed(page) })).toEqual([]);
  });
});

test('codes are unique, and named as their folders are', () => {
  const codes = rules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toEqual(Object.keys(rulePages));
});
