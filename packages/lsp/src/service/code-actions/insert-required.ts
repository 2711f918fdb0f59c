import { type Block, TokenKind } from '@assay/parser';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { bodyInside } from '../bodies.ts';
import { SnippetWriter } from '../completion/snippets.ts';
import { blocksAt } from '../syntax.ts';
import { fileAction, type Selection } from './edits.ts';

/** Writes the attributes and blocks that the block at the cursor cannot do without, with values to be filled in. */
export function insertRequired({ site, start }: Selection): CodeAction[] {
  const { source } = site;
  const blocks = blocksAt(source, start);
  const block = blocks.at(-1);
  if (!block || block.open === -1 || block.close === -1) return [];
  const body = bodyInside(blocks, site);
  const given = new Set(
    block.statements.map((each) => (each.kind === 'Attribute' ? each.name.text : each.kind === 'Block' ? each.fullName : '')),
  );
  const writer = new SnippetWriter(site.options.catalog, false);
  let lines: string[] = [];
  if (body.kind === 'schema') {
    lines = writer.required({ ...body.schema, fields: body.schema.fields.filter(({ name }) => !given.has(name)) });
  } else if (body.kind === 'instance') {
    lines = body.arguments.filter(({ name, optional }) => !optional && !given.has(name)).map(({ name }) => `${name} = ""`);
  }
  if (lines.length === 0) return [];
  // Where nothing can be said of a value, an empty string at least can be read.
  const text = lines.map((line) => line.replace(/= $/, '= ""')).flatMap((line) => line.split('\n'));
  return [
    fileAction(site, `Insert what "${block.fullName}" needs`, CodeActionKind.QuickFix, [
      insertion(source.text, source.parse.tokens, block, text),
    ]),
  ];
}

/** Behind what stands in the block, on lines of their own. */
function insertion(
  text: string,
  tokens: Selection['site']['source']['parse']['tokens'],
  block: Block,
  lines: readonly string[],
): { start: number; end: number; text: string } {
  const lineStart = text.lastIndexOf('\n', block.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, block.start))?.[0] ?? '';
  const inside = lines.map((line) => `${indent}\t${line}\n`).join('');
  let last = block.close - 1;
  while (tokens[last]?.kind === TokenKind.Whitespace || tokens[last]?.kind === TokenKind.Terminator) last--;
  const at = tokens[last]?.end ?? block.end;
  const close = tokens[block.close]?.start ?? block.end;
  return { start: at, end: close, text: `\n${inside}${indent}` };
}
