import { existsSync, readFileSync } from 'node:fs';
import { loadCatalog } from '@assay/catalog';
import { checkProgram, fingerprints, openSource } from '@assay/checker';
import { format } from '@assay/formatter';
import { describe, expect, test } from 'vitest';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const there = existsSync(corpus);
if (!there) console.warn('SKIPPED: fingerprints are not compared on real configuration, because ../shared is not there');

const catalog = await loadCatalog();
const options = { catalog, stability: 'experimental', community: true } as const;

interface Found {
  readonly prints: readonly string[];
  /** All that the findings speak of: their blocks, their places, their messages. */
  readonly about: string;
  readonly isTemplate: boolean;
}

function find(text: string): Found {
  const source = openSource('a.alloy', text);
  const found = checkProgram([source], options);
  const blocks = found.map(({ start }) => source.parse.root.statements.find((each) => each.start <= start && start <= each.end));
  const texts = blocks.map((block) => (block ? source.text.slice(block.start, block.end) : ''));
  const others = found.flatMap(({ message, related }) => [message, ...related.map(({ start, end }) => source.text.slice(start, end))]);
  return {
    prints: fingerprints(found, new Map([['a.alloy', source]])),
    about: [...texts, ...others].join('\n'),
    isTemplate: found.some(({ code }) => code === 'syntax/template'),
  };
}

/** A comment and an empty line above each block, which stays as far from the margin as it was: by that, recovery tells where blocks end. */
function withLines(text: string): string {
  const { statements } = openSource('a.alloy', text).parse.root;
  const own = statements.flatMap(({ start }) => {
    const line = text.lastIndexOf('\n', start - 1) + 1;
    return /^[ \t]*$/.test(text.slice(line, start)) ? [line] : [];
  });
  return own.reverse().reduce((whole, line) => `${whole.slice(0, line)}// A line.\n\n${whole.slice(line)}`, text);
}

/** Another label for each component that no finding has to do with; how many there are. */
function withLabels(text: string, about: string): { readonly text: string; readonly renamed: number } {
  let renamed = 0;
  let whole = text;
  for (const block of openSource('a.alloy', text).parse.root.statements) {
    if (block.kind !== 'Block' || !block.label?.text || !block.fullName.includes('.')) continue;
    const { fullName, label } = block;
    // The label of an import is the name of what it brings.
    if (about.includes(label.text) || !/^\w+$/.test(label.text) || fullName.startsWith('import.')) continue;
    renamed++;
    const name = fullName.replaceAll('.', '\\.');
    whole = whole
      .replace(new RegExp(`^(\\s*${name}\\s+)"${label.text}"`, 'gm'), `$1"${label.text}_2"`)
      .replace(new RegExp(`\\b${name}\\.${label.text}\\b`, 'g'), `${fullName}.${label.text}_2`);
  }
  return { text: whole, renamed };
}

describe.skipIf(!there)('the fingerprints of what is found in real configuration', () => {
  test('stay when lines are inserted, the file is formatted, and something unrelated is renamed', { timeout: 120_000 }, () => {
    const rows = readFileSync(new URL('VERDICTS.jsonl', corpus), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    let findings = 0;
    let renamed = 0;
    const failures: string[] = [];
    for (const [index, row] of rows.entries()) {
      // Each eighth: all of them take minutes.
      if (index % 8 !== 0) continue;
      const { file } = JSON.parse(row) as { file: string };
      const { text } = openSource('a.alloy', readFileSync(new URL(file, corpus)));
      if (text.length > 40_000) continue;
      const { prints, about, isTemplate } = find(text);
      // How many parts of a template are told of depends on how near they are to each other.
      if (prints.length === 0 || isTemplate) continue;
      findings += prints.length;
      const other = withLabels(text, about);
      renamed += other.renamed;
      const formatted = format(openSource('a.alloy', text).parse)?.text;
      const texts = { lines: withLines(text), labels: other.text, ...(formatted !== undefined && { formatted }) };
      for (const [change, after] of Object.entries(texts)) {
        if (find(after).prints.join() !== prints.join()) failures.push(`${file}: ${change}`);
      }
    }
    expect(failures).toEqual([]);
    expect(findings).toBeGreaterThan(100);
    expect(renamed).toBeGreaterThan(50);
  });
});
