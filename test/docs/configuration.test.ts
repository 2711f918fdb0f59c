import { readFileSync } from 'node:fs';
import { configurationForm, readConfiguration } from '@assay/checker/configuration';
import { describe, expect, test } from 'vitest';

const text = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const keysPart = text.slice(text.indexOf('\n## Keys\n'), text.indexOf('\n## Mistakes\n'));
/** What stands below each heading. */
const sections = new Map(
  keysPart
    .split(/^### /m)
    .slice(1)
    .map((part) => [/^`(.+)`$/m.exec(part)?.[1] ?? '', part] as const),
);

const { keys } = configurationForm;
const program = keys.programs.form.of;
const override = keys.overrides.form.of;

/** Keys of entries that the file itself has too are described there. */
const own = (entry: { readonly keys: object }): string[] => Object.keys(entry.keys).filter((name) => !Object.hasOwn(keys, name));

describe('docs/configuration.md', () => {
  test('has a section for each key, and no other', () => {
    const names = Object.keys(keys).flatMap((name) => {
      if (name === 'programs') return [name, ...own(program).map((each) => `programs[].${each}`)];
      if (name === 'overrides') return [name, ...own(override).map((each) => `overrides[].${each}`)];
      return [name];
    });
    expect([...sections.keys()]).toEqual(names);
  });

  test.each(Object.entries(keys))('says of %s what its default is, and where else it stands', (name, key) => {
    const section = sections.get(name) ?? '';
    if (name === '$schema' || name === 'extends') return;
    const byDefault = (key as { readonly default?: unknown }).default;
    expect(section).toContain(byDefault === undefined ? '\nNo default.' : `\nDefault: \`${JSON.stringify(byDefault)}\`.`);
    const homes = [Object.hasOwn(program.keys, name) ? '`programs`' : '', Object.hasOwn(override.keys, name) ? '`overrides`' : ''].filter(
      (home) => home !== '',
    );
    expect(/Also in an entry of (.+)\.$/m.exec(section)?.[1] ?? '').toBe(homes.join(' and '));
    expect(section).toMatch(/\n```json\n/);
  });

  test('names all choices', () => {
    for (const [name, { form }] of Object.entries(keys)) {
      if (form.type !== 'choice') continue;
      for (const choice of form.choices) expect(sections.get(name)).toContain(`\`${choice}\``);
    }
  });

  test.each([...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json))('shows what can be read: %s', async (json) => {
    expect((await readConfiguration('/assay.json', json)).problems).toEqual([]);
  });
});
