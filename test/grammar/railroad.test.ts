import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pageFile, railroadPage } from '../../grammar/scripts/railroad.ts';
import { grammar } from '../parser/ebnf.ts';

test('the page of diagrams is that of the grammar', () => {
  expect(readFileSync(pageFile, 'utf8') === railroadPage(), 'make it anew: node grammar/scripts/railroad.ts').toBe(true);
});

test('it shows every production and every note, and needs nothing else', () => {
  const page = railroadPage();
  for (const [name, { notes }] of grammar) {
    expect(page).toContain(`<section id="${name}">`);
    for (const note of notes) expect(page).toContain(`<li id="note-${note}">`);
  }
  expect(page).not.toMatch(/<(?:script|link|img)\b|https?:\/\/(?!www\.w3\.org)/);
});
