import { type Token, TokenKind, unquote, walk } from '@assay/parser';
import { related } from '../../../diagnostics/collector.ts';
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

/** How many names the message spells out, and how many of the other stages are pointed at. */
const SHOWN = 5;

/** Stages that take values out of a line, none of which any stage reads: one finding for each pipeline. */
export const rule = defineRule<{ names: readonly string[]; stages: number }>({
  code: 'stage/extracted-unused',
  severity: 'warning',
  perBlock: true,
  message: ({ names, stages }) =>
    `nothing reads what ${stages > 1 ? `${stages} stages extract` : 'this stage extracts'} (${listed(names)}): extracted values are gone at the end of "loki.process"`,
  check(context, report) {
    for (const { body } of context.components('loki.process')) {
      const stages = [...stagesOf(body)];
      if (stages.some(readsAnything)) continue;
      const read = wordsRead(body, stages);
      const unused = stages.flatMap((stage) => {
        const names = namesToKeep(stage);
        return names.length > 0 && names.every((name) => !read.has(name)) ? [{ stage, names }] : [];
      });
      const [first, ...others] = unused;
      if (!first) continue;
      const names = [...new Set(unused.flatMap((each) => each.names))];
      report(
        first.stage.source,
        first.stage.header,
        { names, stages: unused.length },
        {
          notes: ['make a label of it with stage.labels, or keep it with stage.structured_metadata'],
          related: others.slice(0, SHOWN).map(({ stage }) => related(stage.source, stage.header, 'nor what this one extracts')),
          fixes: keeping(body, unused[unused.length - 1]?.stage ?? first.stage, names),
        },
      );
    }
  },
});

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `"${name}"`);
  return names.length > SHOWN ? `${shown.join(', ')} and ${names.length - SHOWN} more` : shown.join(', ');
}

/** What a stage extracts for others to read; nothing where it is not known, or where the stage has another use. */
function namesToKeep(stage: Body): readonly string[] {
  if (!EXTRACTING[stage.name] || (stage.has('labels_from_groups') && stage.bool('labels_from_groups') !== false)) return [];
  // To drop what is no JSON a stage has to extract something.
  if (stage.has('drop_malformed') && stage.bool('drop_malformed') !== false) return [];
  return extractedBy(stage) ?? [];
}

/** Keeps what is extracted, where it makes no streams of its own: in one stage behind the last that extracts, outside of the match that it stands in. */
function keeping({ source, block }: Body, last: Body, names: readonly string[]): Fix[] {
  const outer = block.statements.find(({ start, end }) => start <= last.block.start && last.block.end <= end);
  if (!outer) return [];
  const values = names.map((name) => `${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)} = ""`).join(', ');
  const text = `\n\n\tstage.structured_metadata {\n\t\tvalues = {${values}}\n\t}`;
  const edits = [{ file: source.path, start: outer.end, end: outer.end, text }];
  return [{ title: 'keep it in structured metadata', safety: 'suggested', edits }];
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
  // Both are in the order of the text.
  let next = 0;
  for (const token of parse.tokens.slice(body.block.first, body.block.last + 1)) {
    while ((extracting[next]?.end ?? token.end) < token.end) next++;
    if (token.kind === TokenKind.LineComment || token.kind === TokenKind.BlockComment) continue;
    if (token.start >= (extracting[next]?.start ?? token.end)) continue;
    for (const word of textOf(token, parse.text).match(/[\p{L}\p{N}_]+/gu) ?? []) words.add(word);
  }
  return words;
}

function textOf({ kind, start, end }: Token, text: string): string {
  const written = text.slice(start, end);
  return kind === TokenKind.String || kind === TokenKind.RawString ? unquote(written) : written;
}
