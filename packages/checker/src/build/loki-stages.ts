import type { Fix } from '../diagnostics/diagnostic.ts';
import { brokenByEscape } from '../embed/escapes.ts';
import type { Body } from '../model/body.ts';
import { regex } from '../values/text/regex.ts';
import { selector } from '../values/text/selector.ts';
import { size } from './otelcol.ts';
import type { BuildCheck, BuildChecks, Refusals } from './refusals.ts';

/** The stages of `loki.process` (Alloy's `internal/component/loki/process/stages`), by the type of their block. */
const stages: Readonly<Record<string, BuildCheck>> = {
  CRIConfig: (body, refuse) => refuse.range(body, 'max_partial_lines', { above: 0 }),
  DropConfig: (body, refuse) => {
    const conditions = ['source', 'expression', 'older_than', 'longer_than'];
    const unset = (name: string): boolean =>
      name === 'older_than' ? body.duration(name) === 0 : name === 'longer_than' ? !body.has(name) : body.isSet(name) === false;
    if (conditions.every(unset)) refuse.noneOf(body, conditions);
    else if (body.isSet('value') === true && body.isSet('expression') === true) refuse.atMostOne(body, ['value', 'expression']);
    else refuse.together(body, 'value', 'source');
    pattern(body, refuse, 'expression');
  },
  EventLogMessageConfig: (body, refuse) => {
    const source = body.text('source');
    if (source !== undefined && !/^[a-zA-Z_]\w*$/.test(source)) refuse.format(body, 'source', 'is no name of a label');
  },
  GeoIPConfig: (body, refuse) => {
    refuse.required(body, 'db');
    if (body.has('source')) refuse.required(body, 'source');
    refuse.enumeration(body, 'db_type', ['', 'city', 'asn', 'country']);
  },
  JSONConfig: (body, refuse) => {
    if (body.isSet('expressions') === false && body.isSet('regex') === false) refuse.noneOf(body, ['expressions', 'regex']);
    if (body.has('source')) emptySource(body, refuse);
    pattern(body, refuse, 'regex');
  },
  LabelsConfig: (body, refuse) => refuse.enumeration(body, 'source_type', ['', 'extracted', 'structured_metadata']),
  LimitConfig: (body, refuse) => {
    refuse.range(body, 'rate', { above: 0 });
    refuse.range(body, 'burst', { above: 0 });
    if (body.isSet('by_label_name') === true && body.bool('drop') === false)
      refuse.relation(body, 'by_label_name', '"by_label_name" needs "drop" to be true: lines of one label cannot wait for others');
  },
  LogfmtConfig: (body, refuse) => {
    if (body.isSet('mapping') === false && body.isSet('regex') === false) refuse.noneOf(body, ['mapping', 'regex']);
    pattern(body, refuse, 'regex');
  },
  LuhnFilterConfig: (body, refuse) => pattern(body, refuse, 'skip_regex'),
  MatchConfig: match,
  MultilineConfig: (body, refuse) => {
    refuse.required(body, 'firstline');
    refuse.durationRange(body, 'max_wait_time', { above: 0 });
    pattern(body, refuse, 'firstline');
  },
  OutputConfig: (body, refuse) => refuse.required(body, 'source'),
  RegexConfig: (body, refuse) => {
    refuse.required(body, 'expression');
    if (body.has('source')) emptySource(body, refuse);
    pattern(body, refuse, 'expression');
  },
  PatternConfig: (body, refuse) => {
    refuse.required(body, 'pattern');
    if (body.has('source')) emptySource(body, refuse);
  },
  ReplaceConfig: (body, refuse) => {
    refuse.required(body, 'expression');
    pattern(body, refuse, 'expression');
  },
  RuleConfig: truncation,
  SamplingConfig: (body, refuse) => refuse.range(body, 'rate', { min: 0, max: 1 }),
  StructuredMetadataConfig: (body, refuse) => pattern(body, refuse, 'regex'),
  TemplateConfig: (body, refuse) => refuse.required(body, 'source'),
  TenantConfig: (body, refuse) => refuse.exactlyOne(body, ['label', 'source', 'value']),
  TimestampConfig: (body, refuse) => {
    refuse.required(body, 'source');
    refuse.required(body, 'format');
    refuse.enumeration(body, 'action_on_failure', ['', 'skip', 'fudge']);
  },
  WindowsEventConfig: (body, refuse) => refuse.required(body, 'source'),
};

/** A rule of `stage.truncate`: the suffix counts, and a line has no sources. */
function truncation(body: Body, refuse: Refusals): void {
  const limit = size(body, 'limit');
  const suffix = body.text('suffix');
  if (limit !== undefined && limit <= 0) refuse.format(body, 'limit', 'must be greater than 0');
  else if (body.text('source_type') === 'line' && (body.list('sources')?.length ?? 0) > 0)
    refuse.relation(body, 'sources', '"sources" has no meaning for the source type "line"');
  else if (suffix && limit !== undefined && limit <= new TextEncoder().encode(suffix).length)
    refuse.relation(body, 'suffix', '"suffix" must be shorter than "limit", which it is a part of');
}

/** What `stage.match` takes: a selector, and what to do with the lines it selects. */
function match(body: Body, refuse: Refusals): void {
  const text = body.text('selector');
  refuse.required(body, 'selector');
  const action = body.text('action');
  refuse.enumeration(body, 'action', ['', 'keep', 'drop']);
  const inner = body.blocks().filter(({ name }) => name.startsWith('stage.'));
  if ((action === '' || action === 'keep') && inner.length === 0)
    refuse.report(
      'value/required',
      body,
      undefined,
      {
        name: 'at least one stage',
        block: body.name,
        reason: 'to do something with what it selects (or the action "drop")',
      },
      { fixes: action === '' && !body.has('action') ? dropping(body) : [] },
    );
  else if (action === 'drop' && inner[0])
    refuse.relation(body, 'action', `the action "drop" leaves no lines for "${inner[0].name}": take the stages out, or the action`);
  const problem = text ? selector(text) : undefined;
  if (problem)
    refuse.format(
      body,
      'selector',
      `is no selector of log streams such as {app="api"}: ${problem.problem}, at character ${problem.offset + 1}`,
      brokenByEscape(body.source, body.attribute('selector')?.value, (each) => selector(each) === undefined),
    );
}

/** The other thing that a match can do. */
function dropping({ source, block }: Body): Fix[] {
  const last = block.statements.at(-1);
  if (!last) return [];
  return [
    {
      title: 'drop what it selects',
      safety: 'suggested',
      edits: [{ file: source.path, start: last.end, end: last.end, text: '\n\taction = "drop"' }],
    },
  ];
}

function emptySource(body: Body, refuse: Refusals): void {
  if (body.text('source') === '' && body.value('source').type !== 'null')
    refuse.format(body, 'source', 'must not be empty: leave it out for the whole line');
}

function pattern(body: Body, refuse: Refusals, name: string): void {
  const text = body.text(name);
  const problem = text ? regex(text, body.catalog.version) : undefined;
  if (problem !== undefined) refuse.format(body, name, `is no regular expression of RE2: ${problem}`);
}

/** Metrics that `stage.metrics` counts: what each of the three kinds can do. */
function idle(body: Body, refuse: Refusals): void {
  refuse.durationRange(body, 'max_idle_duration', { min: 1_000_000_000 });
}

const metrics: Readonly<Record<string, BuildCheck>> = {
  CounterConfig: (body, refuse) => {
    idle(body, refuse);
    const action = body.text('action');
    refuse.enumeration(body, 'action', ['inc', 'add']);
    if (body.bool('match_all') === true && body.isSet('value') === true) refuse.atMostOne(body, ['match_all', 'value']);
    else if (body.bool('count_entry_bytes') === true && (body.bool('match_all') === false || action === 'inc'))
      refuse.relation(body, 'count_entry_bytes', '"count_entry_bytes" needs "match_all" to be true and "action" to be "add"');
  },
  GaugeConfig: (body, refuse) => {
    idle(body, refuse);
    refuse.enumeration(body, 'action', ['set', 'inc', 'dec', 'add', 'sub']);
  },
  HistogramConfig: idle,
};

export const stageChecks: BuildChecks = {
  schemas: {
    ...Object.fromEntries(Object.entries(stages).map(([name, check]) => [`loki/process/stages.${name}`, check])),
    ...Object.fromEntries(Object.entries(metrics).map(([name, check]) => [`loki/process/metric.${name}`, check])),
  },
};
