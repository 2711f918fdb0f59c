import { type Token, TokenKind, unquote, walk } from '@assay/parser';
import type { Fix } from '../../../diagnostics/diagnostic.ts';
import type { Body } from '../../../model/body.ts';
import { extractedBy, stagesOf } from '../../log-stages.ts';
import { defineRule } from '../../rule.ts';

/** The attribute in which a stage says what it takes out. */
const EXTRACTING: Readonly<Record<string, string>> = {
  'stage.json': 'expressions',
  'stage.logfmt': 'mapping',
  'stage.pattern': 'pattern',
  'stage.regex': 'expression',
};

/** A stage that takes values out of a line, none of which any stage reads. */
export const rule = defineRule<{ names: readonly string[] }>({
  code: 'stage/extracted-unused',
  severity: 'warning',
  perBlock: true,
  message: ({ names }) =>
    `nothing reads what this stage extracts (${names.map((name) => `"${name}"`).join(', ')}): extracted values are gone at the end of "loki.process"`,
  check(context, report) {
    for (const { body } of context.components('loki.process')) {
      const stages = [...stagesOf(body)];
      if (stages.some(readsAnything)) continue;
      const read = wordsRead(body, stages);
      for (const stage of stages) {
        if (!EXTRACTING[stage.name] || (stage.has('labels_from_groups') && stage.bool('labels_from_groups') !== false)) continue;
        // To drop what is no JSON a stage has to extract something.
        if (stage.has('drop_malformed') && stage.bool('drop_malformed') !== false) continue;
        const names = extractedBy(stage);
        if (names && names.length > 0 && names.every((name) => !read.has(name)))
          report(
            stage.source,
            stage.header,
            { names },
            { notes: ['make a label of it with stage.labels, or keep it with stage.structured_metadata'], fixes: [keeping(stage, names)] },
          );
      }
    }
  },
});

/** Keeps what is extracted, where it makes no streams of its own. */
function keeping({ source, block }: Body, names: readonly string[]): Fix {
  const values = names.map((name) => `${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)} = ""`).join(', ');
  const text = `\n\n\tstage.structured_metadata {\n\t\tvalues = {${values}}\n\t}`;
  const edits = [{ file: source.path, start: block.end, end: block.end, text }];
  return { title: 'keep it in structured metadata', safety: 'suggested', edits };
}

/** Whether what a stage reads is only known when Alloy runs, or cannot be told by names. */
function readsAnything(stage: Body): boolean {
  if (stage.name === 'stage.static_labels') return false;
  if (stage.name !== 'stage.match' && hasReference(stage)) return true;
  if (stage.isSet('regex') === true) return true;
  const template = stage.name === 'stage.template' || stage.name === 'stage.replace';
  // The dot alone is all that has been extracted.
  return template && /(?:^|[\s(|{])\.(?=[\s)|}])/.test(stage.text('template') ?? stage.text('replace') ?? '. ');
}

function hasReference(stage: Body): boolean {
  let found = false;
  walk(stage.block, (node) => {
    if (node.kind === 'Identifier') found = true;
  });
  return found;
}

/** All words that stand in the stages, but for those that say what is extracted, and for comments. */
function wordsRead(body: Body, stages: readonly Body[]): ReadonlySet<string> {
  const { parse } = body.source;
  const extracting = stages.flatMap((stage) => stage.attribute(EXTRACTING[stage.name] ?? '')?.value ?? []);
  const words = new Set<string>();
  for (const token of parse.tokens.slice(body.block.first, body.block.last + 1)) {
    if (token.kind === TokenKind.LineComment || token.kind === TokenKind.BlockComment) continue;
    if (extracting.some(({ start, end }) => token.start >= start && token.end <= end)) continue;
    for (const word of textOf(token, parse.text).match(/[\p{L}\p{N}_]+/gu) ?? []) words.add(word);
  }
  return words;
}

function textOf({ kind, start, end }: Token, text: string): string {
  const written = text.slice(start, end);
  return kind === TokenKind.String || kind === TokenKind.RawString ? unquote(written) : written;
}
