import { type Literal, TokenKind } from '@assay/parser';
import type { Span } from '../diagnostics/collector.ts';
import { brokenByEscape } from '../embed/escapes.ts';
import { checkOttl, type OttlProblem } from '../embed/ottl/check.ts';
import type { Body } from '../model/body.ts';
import { textOf } from '../values/static.ts';
import type { BuildChecks, Refusals } from './refusals.ts';

/** The contexts of each kind of telemetry; the first is the one that is called so. */
const CONTEXTS: Readonly<Record<string, readonly string[]>> = {
  trace: ['span', 'spanevent', 'scope', 'resource'],
  metric: ['metric', 'datapoint', 'scope', 'resource'],
  log: ['log', 'scope', 'resource'],
};

/** The lists of conditions that name their context themselves: block, attribute, context. */
const FILTERS: readonly (readonly [string, string, string])[] = [
  ['traces', 'span', 'span'],
  ['traces', 'spanevent', 'spanevent'],
  ['metrics', 'metric', 'metric'],
  ['metrics', 'datapoint', 'datapoint'],
  ['logs', 'log_record', 'log'],
];

/** The languages of others than the transform and filter processors differ in their functions and paths: only their syntax is looked at. */
const SYNTAX_ONLY = '';

/** A number that `otelcol.connector.signaltometrics` counts or adds up. */
function measured(body: Body, refuse: Refusals): void {
  for (const name of ['value', 'count']) {
    const text = body.text(name);
    const problem = text ? checkOttl(text, 'value', SYNTAX_ONLY) : undefined;
    const value = body.attribute(name)?.value;
    if (problem && value)
      refuse.report('ottl/syntax', body, value.kind === 'Literal' ? placeInside(value, problem) : value, { problem: problem.message });
  }
}

/** Statements, conditions and values that are read when the component is built. */
export const ottlChecks: BuildChecks = {
  components: {
    'otelcol.processor.transform': (body, refuse) => {
      for (const [kind, contexts] of Object.entries(CONTEXTS)) {
        for (const group of body.blocks(`${kind}_statements`)) {
          const context = contextOf(group, contexts, refuse);
          if (context === undefined) continue;
          texts(group, 'conditions', refuse, (text) => checkOttl(text, 'condition', `transform/${context}`));
          texts(group, 'statements', refuse, (text) => checkOttl(text, 'statement', `transform/${context}`));
        }
        for (const statements of body.blocks('statements')) {
          texts(statements, kind, refuse, (text) =>
            inferred(contexts, (context) => checkOttl(text, 'statement', `transform/${context}`, false)),
          );
        }
      }
    },
    'otelcol.processor.filter': (body, refuse) => {
      for (const [block, attribute, context] of FILTERS) {
        const conditions = body.child(block);
        if (conditions) texts(conditions, attribute, refuse, (text) => checkOttl(text, 'condition', `filter/${context}`, true));
      }
      for (const [kind, contexts] of Object.entries(CONTEXTS)) {
        for (const group of body.blocks(`${kind}_conditions`)) {
          const context = group.isSet('context') === false ? '' : contextOf(group, contexts, refuse);
          if (context === undefined) continue;
          texts(group, 'conditions', refuse, (text) =>
            context === ''
              ? inferred(contexts, (each) => checkOttl(text, 'condition', `filter/${each}`, false))
              : checkOttl(text, 'condition', `filter/${context}`, true),
          );
        }
      }
    },
  },
  schemas: {
    'otelcol/connector/signaltometrics.MetricInfo': (body, refuse) =>
      texts(body, 'conditions', refuse, (text) => checkOttl(text, 'condition', SYNTAX_ONLY)),
    'otelcol/connector/signaltometrics.Sum': measured,
    'otelcol/connector/signaltometrics.Gauge': measured,
    'otelcol/connector/signaltometrics.Histogram': measured,
    'otelcol/connector/signaltometrics.ExponentialHistogram': measured,
  },
};

/** The context that a group names; `undefined` where it is not known, or is none of this kind of telemetry. */
function contextOf(group: Body, contexts: readonly string[], refuse: Refusals): string | undefined {
  const context = group.text('context')?.toLowerCase();
  if (context === undefined || contexts.includes(context)) return context;
  refuse.report('value/enum', group, 'context', {
    name: `"context" of "${group.name}"`,
    value: group.text('context') ?? '',
    accepted: contexts,
  });
  return undefined;
}

/** Without a named context one is found that can read the text: it is wrong only where none can. */
function inferred(contexts: readonly string[], check: (context: string) => OttlProblem | undefined): OttlProblem | undefined {
  let first: OttlProblem | undefined;
  for (const context of contexts) {
    const problem = check(context);
    if (!problem) return undefined;
    first ??= problem;
  }
  return first;
}

function texts(body: Body, name: string, refuse: Refusals, check: (text: string) => OttlProblem | undefined): void {
  const attribute = body.attribute(name);
  if (!attribute) return;
  for (const [index, element] of (body.list(name) ?? []).entries()) {
    const text = textOf(element);
    const problem = text === undefined ? undefined : check(text);
    if (!problem) continue;
    const written = attribute.value.kind === 'Array' ? attribute.value.elements[index] : attribute.value;
    const literal = written?.kind === 'Literal' ? written : undefined;
    const place = literal ? placeInside(literal, problem) : (written ?? attribute.value);
    const exact = literal !== undefined && place.start > literal.start;
    const fixes =
      exact && problem.replacement !== undefined
        ? [
            {
              title: `did you mean "${problem.replacement}"?`,
              safety: 'suggested' as const,
              edits: [{ file: body.source.path, ...place, text: problem.replacement }],
            },
          ]
        : [];
    const escaped = brokenByEscape(body.source, written, (each) => check(each) === undefined);
    refuse.report('ottl/syntax', body, place, { problem: problem.message }, escaped.fixes ? escaped : { fixes });
  }
}

/** Where a part of a text stands in its literal: letter for letter, unless something is escaped. */
function placeInside(literal: Literal, part: Span): Span {
  const { raw, start, end, token } = literal;
  if ((token === TokenKind.String && raw.includes('\\')) || raw.includes('\r')) return { start, end };
  return { start: start + 1 + part.start, end: start + 1 + Math.max(part.end, part.start) };
}
