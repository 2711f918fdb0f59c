/** Which labels lines can have when they come to a component: what sources, targets, relabelling and stages on the way give them. */
import type { Expression } from '@assay/parser';
import type { Body } from '../model/body.ts';
import { chainOf, resolve } from '../model/chains.ts';
import type { BlockSymbol, Module } from '../model/program.ts';
import { captureGroups } from '../values/text/capture-groups.ts';
import { stagesOf } from './log-stages.ts';
import type { RuleContext } from './rule.ts';

/** How many components are looked at on the way to one: where there are more, its labels are not known. */
const MAX_COMPONENTS = 100;

/** Asked for several components of one program. */
export class IncomingLabels {
  readonly #context: RuleContext;
  #senders: ReadonlyMap<BlockSymbol, readonly BlockSymbol[]> | undefined;

  constructor(context: RuleContext) {
    this.#context = context;
  }

  /**
   * All labels that a line may have when it comes to the receiver of a component; `undefined` where something sends to it that is not known,
   * or nothing does. Some of them may have been taken away on the way.
   */
  of(symbol: BlockSymbol): ReadonlySet<string> | undefined {
    const labels = new Set<string>();
    const senders = this.#sendersOf(symbol);
    const providers: BlockSymbol[] = [];
    const seen = new Set(senders);
    const provided = new Set<BlockSymbol>();
    if (!senders) return undefined;
    for (;;) {
      const sender = senders.pop();
      const next = sender ?? providers.pop();
      if (!next) return labels;
      const body = this.#context.body(next);
      const given = body && givenBy(body);
      if (!given || seen.size + provided.size > MAX_COMPONENTS) return undefined;
      for (const label of given.labels) labels.add(label);
      const before = sender && given.passesOn ? this.#sendersOf(sender) : [];
      if (!before) return undefined;
      addNew(before, seen, senders);
      addNew(given.from, provided, providers);
    }
  }

  #sendersOf(symbol: BlockSymbol): BlockSymbol[] | undefined {
    this.#senders ??= sendersIn(this.#context);
    const senders = this.#senders.get(symbol);
    return senders && [...senders];
  }
}

function addNew(symbols: readonly BlockSymbol[], seen: Set<BlockSymbol>, queue: BlockSymbol[]): void {
  for (const symbol of symbols) {
    if (seen.has(symbol)) continue;
    seen.add(symbol);
    queue.push(symbol);
  }
}

/** Which blocks refer to the receiver of which. */
function sendersIn(context: RuleContext): ReadonlyMap<BlockSymbol, readonly BlockSymbol[]> {
  const senders = new Map<BlockSymbol, BlockSymbol[]>();
  for (const symbol of context.symbols()) {
    for (const traversal of symbol.facts.ownTraversals) {
      const target = traversal.text.endsWith('.receiver') ? resolve(symbol.module, traversal) : undefined;
      if (!target) continue;
      const others = senders.get(target);
      if (others) others.push(symbol);
      else senders.set(target, [symbol]);
    }
  }
  return senders;
}

/** What a component adds to the labels of lines or of targets. */
interface Given {
  readonly labels: readonly string[];
  /** Whether lines that it is sent keep their labels. */
  readonly passesOn?: true;
  /** Components whose targets or rules it takes: what is sent to those does not come here. */
  readonly from: readonly BlockSymbol[];
}

/** Discoveries of which all labels begin with two underscores, and are gone where they were not given another name. */
const META_ONLY = /^discovery\.(?:consul|docker|dockerswarm|ec2|kubelet|kubernetes)$/;

/**
 * By component, as its source in Alloy has it (`internal/component/loki/source`): a label of the name `filename` for each file, `job` for a
 * journal, `job` and `instance` for a container of Kubernetes.
 */
function givenBy(body: Body): Given | undefined {
  switch (body.name) {
    case 'loki.process':
      return passing(stageLabels(body));
    case 'loki.relabel':
      return passing(ruleLabels(body));
    case 'loki.source.file':
      return joined({ labels: ['filename'], from: [] }, targetsOf(body, 'targets'));
    case 'loki.source.kubernetes':
      return joined({ labels: ['job', 'instance'], from: [] }, targetsOf(body, 'targets'));
    case 'loki.source.docker':
      return joined(writtenLabels(body), targetsOf(body, 'targets'), rulesOf(body));
    case 'loki.source.journal':
      return joined({ labels: ['job'], from: [] }, writtenLabels(body), rulesOf(body));
    case 'local.file_match':
      return targetsOf(body, 'path_targets');
    case 'discovery.relabel':
      return joined(plain(ruleLabels(body)), targetsOf(body, 'targets'));
    default:
      return META_ONLY.test(body.name) ? { labels: [], from: [] } : undefined;
  }
}

function plain(labels: readonly string[] | undefined): Given | undefined {
  return labels && { labels, from: [] };
}

function passing(labels: readonly string[] | undefined): Given | undefined {
  return labels && { labels, from: [], passesOn: true };
}

function joined(...parts: readonly (Given | undefined)[]): Given | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return { labels: known.flatMap(({ labels }) => labels), from: known.flatMap(({ from }) => from) };
}

/** The attribute `labels` of a source. */
function writtenLabels(body: Body): Given | undefined {
  const fields = body.fields('labels');
  return fields && plain([...fields.keys()]);
}

/** Rules of a `loki.relabel` that a source applies by itself. */
function rulesOf(body: Body): Given | undefined {
  const rules = body.attribute('relabel_rules')?.value;
  if (!rules || body.isSet('relabel_rules') === false) return plain([]);
  const provider = providerOf(rules, body.module, 'rules');
  return provider && { labels: [], from: [provider] };
}

/** The labels that targets have, as they are written or as others give them. */
function targetsOf(body: Body, name: string): Given | undefined {
  const targets = body.attribute(name)?.value;
  const labels: string[] = [];
  const from: BlockSymbol[] = [];
  return targets && collectTargets(targets, body.module, labels, from) ? { labels, from } : undefined;
}

/** Functions that give the targets that they were given. */
const JOINING: ReadonlySet<string> = new Set(['array.concat', 'concat', 'coalesce', 'array.combine_maps']);

/** Whether all targets are known. */
function collectTargets(node: Expression, module: Module, labels: string[], from: BlockSymbol[]): boolean {
  switch (node.kind) {
    case 'Paren':
      return collectTargets(node.inner, module, labels, from);
    case 'Array':
      return node.elements.every((element) => collectTargets(element, module, labels, from));
    case 'Object':
      for (const { key } of node.fields) labels.push(key.text);
      return true;
    case 'Call': {
      if (!JOINING.has(chainOf(node.callee)?.text ?? '')) return false;
      // The last argument of combine_maps are names of labels.
      const args = node.args.filter((each) => each.kind !== 'Array' || each.elements.every(({ kind }) => kind !== 'Literal'));
      return args.every((argument) => collectTargets(argument, module, labels, from));
    }
    case 'Access': {
      const provider = providerOf(node, module, 'targets') ?? providerOf(node, module, 'output');
      if (provider) from.push(provider);
      return provider !== undefined;
    }
    default:
      return false;
  }
}

/** The block whose export of a name an expression is. */
function providerOf(node: Expression, module: Module, name: string): BlockSymbol | undefined {
  const chain = chainOf(node);
  const symbol = chain && resolve(module, chain);
  return symbol && chain.text === `${symbol.id}.${name}` ? symbol : undefined;
}

/** The labels that relabel rules write; `undefined` where they take their names from what they match. */
function ruleLabels(body: Body): readonly string[] | undefined {
  const labels: string[] = [];
  for (const rule of body.blocks('rule')) {
    const action = rule.text('action');
    const target = rule.text('target_label');
    if (action === undefined || action === 'labelmap' || target === undefined || target.includes('$')) return undefined;
    if (target !== '') labels.push(target);
  }
  return labels;
}

/** The labels that stages set. */
function stageLabels(body: Body): readonly string[] | undefined {
  const labels: string[] = [];
  for (const stage of stagesOf(body)) {
    const set = labelsSetBy(stage);
    if (!set) return undefined;
    labels.push(...set);
  }
  return labels;
}

function labelsSetBy(stage: Body): readonly string[] | undefined {
  switch (stage.name) {
    case 'stage.labels':
    case 'stage.static_labels': {
      const values = stage.fields('values');
      return values && [...values.keys()];
    }
    case 'stage.cri':
    case 'stage.docker':
      return ['stream'];
    case 'stage.regex': {
      if (!stage.has('labels_from_groups') || stage.bool('labels_from_groups') === false) return [];
      const expression = stage.text('expression');
      return expression === undefined ? undefined : captureGroups(expression).names;
    }
    default:
      return [];
  }
}
