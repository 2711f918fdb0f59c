import { type BlockSymbol, isHarmless, ownStatements, type Source, traversals } from '@assay/checker';
import { TokenKind } from '@assay/parser';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { referredBlock } from '../names.ts';
import type { OffsetEdit } from '../project.ts';
import { type Selection, workspaceEdit } from './edits.ts';

/** A reference over the border of what is extracted. */
interface Crossing {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** The part of the chain that names a component and its export. */
  readonly text: string;
}

/**
 * Makes a declare of the selected components, and an instance of it in their place: what they refer to outside become its arguments, and what
 * others refer to in them its exports.
 */
export function extractDeclare({ site, start, end }: Selection): CodeAction[] {
  const { source, checked } = site;
  const { root } = checked.program;
  if (source.parse.errors.length > 0 || start === end) return [];
  const touched = root.symbols.filter((symbol) => symbol.source === source && symbol.block.start < end && start < symbol.block.end);
  const selected = touched
    .filter(({ kind, duplicateOf }) => kind === 'component' && !duplicateOf)
    .sort((a, b) => a.block.start - b.block.start);
  const [first, last] = [selected[0], selected.at(-1)];
  if (!first || !last || selected.length !== touched.length) return [];
  const crossings = crossingsOf(root.symbols, new Set(selected));
  if (!crossings) return [];
  const name = freeName(new Set([...root.namespaces.keys(), ...site.options.catalog.stdlib.identifiers.keys()]));
  const taken = new Set<string>();
  const args = named(crossings.inward, taken);
  const exports = named(crossings.outward, new Set());
  const inside = rewritten(source, first.block.start, last.block.end, crossings.inward, (text) => `argument.${args.get(text)}.value`);
  const declare = [
    `declare "${name}" {`,
    ...[...args.values()].map((argument) => `\targument "${argument}" { }\n`),
    inside,
    ...[...exports].map(([text, exported]) => `\n\texport "${exported}" {\n\t\tvalue = ${text}\n\t}`),
    '}',
  ];
  const given = [...args].map(([text, argument]) => `\t${argument} = ${text}\n`).join('');
  const instance = `${name} "default" {${given === '' ? ' ' : `\n${given}`}}`;
  const edits = [
    { file: source.path, start: first.block.start, end: last.block.end, text: `${declare.join('\n')}\n\n${instance}` },
    ...crossings.outward.map((each) => ({
      file: each.source.path,
      start: each.start,
      end: each.end,
      text: `${name}.default.${exports.get(each.text)}`,
    })),
  ];
  if (!isHarmless(checked.sources, checked.diagnostics, edits, [], site.options)) return [];
  return [{ title: 'Extract to a declare', kind: CodeActionKind.RefactorExtract, edit: workspaceEdit(site, edits) }];
}

/**
 * `undefined` where something refers to a component as a whole, which cannot be given over a border; and where something outside stands between
 * two that are selected: the instance and it would wait for each other.
 */
function crossingsOf(
  symbols: readonly BlockSymbol[],
  selected: ReadonlySet<BlockSymbol>,
): { readonly inward: Crossing[]; readonly outward: Crossing[] } | undefined {
  const inward: Crossing[] = [];
  const outward: Crossing[] = [];
  const refers = new Map<BlockSymbol, BlockSymbol[]>();
  for (const symbol of symbols) {
    // What stands in a foreach's template refers to what is around it.
    const statements = symbol.block.fullName === 'foreach' ? symbol.block.statements : ownStatements(symbol);
    for (const { parts } of traversals(statements)) {
      const referred = referredBlock(parts, symbol.module);
      if (referred) {
        const others = refers.get(symbol);
        if (others) others.push(referred.symbol);
        else refers.set(symbol, [referred.symbol]);
      }
      if (!referred || selected.has(symbol) === selected.has(referred.symbol)) continue;
      const [begin, exported] = [parts[0], parts[referred.length]];
      if (!begin || !exported) return undefined;
      const text = parts.slice(0, referred.length + 1).map((part) => part.text);
      const crossing = { source: symbol.source, start: begin.start, end: exported.end, text: text.join('.') };
      (selected.has(symbol) ? inward : outward).push(crossing);
    }
  }
  return comesBack(selected, refers) ? undefined : { inward, outward };
}

/** Whether references lead out of what is selected and into it again. */
function comesBack(selected: ReadonlySet<BlockSymbol>, refers: ReadonlyMap<BlockSymbol, readonly BlockSymbol[]>): boolean {
  const seen = new Set<BlockSymbol>();
  const queue = [...selected].flatMap((symbol) => (refers.get(symbol) ?? []).filter((each) => !selected.has(each)));
  for (let each = queue.pop(); each; each = queue.pop()) {
    if (selected.has(each)) return true;
    if (seen.has(each)) continue;
    seen.add(each);
    for (const next of refers.get(each) ?? []) queue.push(next);
  }
  return false;
}

function freeName(taken: ReadonlySet<string>): string {
  let name = 'extracted';
  for (let number = 2; taken.has(name); number++) name = `extracted_${number}`;
  return name;
}

/** A name for each chain: its label and its export. */
function named(crossings: readonly Crossing[], taken: Set<string>): Map<string, string> {
  const names = new Map<string, string>();
  for (const { text } of crossings) {
    if (names.has(text)) continue;
    const base = text.split('.').slice(-2).join('_');
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}_${number}`;
    taken.add(name);
    names.set(text, name);
  }
  return names;
}

/** A stretch of the text, one level further in, with other references. What strings and comments hold stays where it is. */
function rewritten(source: Source, start: number, end: number, crossings: readonly Crossing[], replace: (text: string) => string): string {
  const edits: OffsetEdit[] = crossings.map((each) => ({ start: each.start, end: each.end, text: replace(each.text) }));
  for (const token of source.parse.tokens) {
    if (token.kind !== TokenKind.Whitespace || token.start < start || token.end > end) continue;
    const text = source.text.slice(token.start, token.end);
    const newline = text.lastIndexOf('\n');
    if (newline >= 0) edits.push({ start: token.start, end: token.end, text: `${text.slice(0, newline + 1)}\t${text.slice(newline + 1)}` });
  }
  const sorted = edits.sort((a, b) => a.start - b.start);
  let at = start;
  let text = '\t';
  for (const edit of sorted) {
    text += source.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.text.slice(at, end);
}
