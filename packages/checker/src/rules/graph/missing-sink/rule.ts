import type { Component } from '@assay/catalog';
import { type Token, TokenKind } from '@assay/parser';
import { related } from '../../../diagnostics/collector.ts';
import type { Body } from '../../../model/body.ts';
import { resolve } from '../../../model/chains.ts';
import { isReceiver } from '../../../model/graph.ts';
import type { BlockSymbol } from '../../../model/program.ts';
import { isDrain } from '../../fragments.ts';
import { stagesOf } from '../../log-stages.ts';
import { defineRule, type RuleContext } from '../../rule.ts';

/** A component that gives what it has to nobody: an empty `forward_to`, an `output` with nothing in it. */
export const rule = defineRule<{ id: string; what: string }>({
  code: 'graph/missing-sink',
  severity: 'warning',
  message: ({ id, what }) => `what "${id}" has goes nowhere: ${what}`,
  wholeProgram: true,
  check(context, report) {
    let read: ReadonlyMap<BlockSymbol, ReadonlySet<string>> | undefined;
    for (const { symbol, component, body } of context.components()) {
      // A drain is meant to lead nowhere.
      if (isDrain(symbol)) continue;
      const empty = emptyOutput(body);
      if (!empty || hasEffect(body)) continue;
      read ??= exportsRead(context);
      if (isWantedOtherwise(component, read.get(symbol) ?? NONE)) continue;
      if (empty === 'forward_to') report(symbol.source, body.place(empty), { id: symbol.id, what: '"forward_to" is empty' });
      else
        report(
          symbol.source,
          body.place(empty),
          { id: symbol.id, what: '"output" names nobody' },
          { related: [related(symbol.source, body.header, 'this component')] },
        );
    }
  },
});

const NONE: ReadonlySet<string> = new Set();
const SIGNALS = ['metrics', 'logs', 'traces'];

/** The place for what a component gives on, where it is written and nothing is in it. */
function emptyOutput(body: Body): 'forward_to' | 'output' | undefined {
  const receivers = body.schema.byName.get('forward_to');
  if (receivers?.kind === 'attribute' && receivers.required && body.list('forward_to')?.length === 0)
    return isPlaceholder(body) ? undefined : 'forward_to';
  const output = body.child('output');
  if (!output || !SIGNALS.every((signal) => output.schema.byName.has(signal))) return undefined;
  return SIGNALS.every((signal) => output.list(signal)?.length === 0) ? 'output' : undefined;
}

/** Whether a comment in an empty list says that something is to come there. A reference that is commented out is what somebody forgot. */
function isPlaceholder(body: Body): boolean {
  const list = body.attribute('forward_to')?.value;
  if (list?.kind !== 'Array') return false;
  const { tokens, text } = body.source.parse;
  const comments = tokens.slice(list.first, list.last + 1).filter(isComment);
  return comments.length > 0 && !comments.some(({ start, end }) => REFERENCE.test(text.slice(start, end)));
}

function isComment({ kind }: Token): boolean {
  return kind === TokenKind.LineComment || kind === TokenKind.BlockComment;
}

const REFERENCE = /\b[a-z_]\w*(?:\.\w+){2,}/;

/** Whether a component does something beside giving on: lines can be counted and then be forgotten. */
function hasEffect(body: Body): boolean {
  return body.name === 'loki.process' && [...stagesOf(body)].some(({ name }) => name === 'stage.metrics');
}

/**
 * Whether somebody takes what a component exports beside the place that others send to (its rules, its targets), and nothing is sent to
 * it that would be lost.
 */
function isWantedOtherwise({ exports }: Component, read: ReadonlySet<string>): boolean {
  const receivers = [...exports].flatMap(([name, type]) => (isReceiver(type) ? [name] : []));
  if (receivers.some((name) => read.has(name))) return false;
  // A relabelling of which nothing is used may stand ready for others that import its rules.
  return exports.has('rules') || [...exports.keys()].some((name) => !receivers.includes(name) && read.has(name));
}

/** What is read of each component's exports. */
function exportsRead(context: RuleContext): ReadonlyMap<BlockSymbol, ReadonlySet<string>> {
  const read = new Map<BlockSymbol, Set<string>>();
  for (const symbol of context.symbols()) {
    for (const traversal of symbol.facts.ownTraversals) {
      const target = resolve(symbol.module, traversal);
      const name = target && traversal.text.slice(target.id.length + 1).split('.', 1)[0];
      if (!target || name === undefined) continue;
      const names = read.get(target);
      if (names) names.add(name);
      else read.set(target, new Set([name]));
    }
  }
  return read;
}
