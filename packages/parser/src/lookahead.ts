import {
  Alternation,
  type BaseParser,
  type ILookaheadStrategy,
  type IOrAlt,
  type IProduction,
  LLkLookaheadStrategy,
  type LookaheadProductionType,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  type Rule,
  Terminal,
} from 'chevrotain';

/** What Chevrotain calls with the parser as `this`; its types leave that out. */
type Choose = ReturnType<ILookaheadStrategy['buildLookaheadForAlternation']>;
type Enter = ReturnType<ILookaheadStrategy['buildLookaheadForOptional']>;

/** The token classes that a part of the grammar can begin with, by Chevrotain's numbers. */
interface First {
  readonly classes: Set<number>;
  /** It may also be nothing at all. */
  readonly canBeEmpty: boolean;
}

/**
 * Decides by the next token alone, which is all that the grammar needs.
 *
 * Chevrotain's own strategy gives the same answers, but works out paths of any length for each decision. That is a tenth of
 * what the start of a short check takes.
 */
export class OneTokenLookahead implements ILookaheadStrategy {
  readonly #rules = new Map<Rule, First>();

  /** Chevrotain's checks of a grammar: left recursion, ambiguous alternatives. */
  validate(options: Parameters<ILookaheadStrategy['validate']>[0]): ReturnType<ILookaheadStrategy['validate']> {
    return new LLkLookaheadStrategy({ maxLookahead: 1 }).validate(options);
  }

  buildLookaheadForAlternation({
    prodOccurrence,
    rule,
    hasPredicates,
  }: Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0]): Choose {
    const node = find(rule, (production) => production instanceof Alternation && production.idx === prodOccurrence);
    const firsts = node.definition.map((alternative) => this.#firstOf((alternative as Occurrence).definition));
    if (hasPredicates) {
      return function (this: BaseParser, alternatives?: IOrAlt<unknown>[]) {
        const next = this.LA(1).tokenTypeIdx;
        const index = firsts.findIndex(
          ({ classes, canBeEmpty }, i) => (canBeEmpty || classes.has(next)) && alternatives?.[i]?.GATE?.() !== false,
        );
        return index === -1 ? undefined : index;
      };
    }
    const chosen: (number | undefined)[] = [];
    firsts.forEach(({ classes }, index) => {
      for (const type of classes) chosen[type] ??= index;
    });
    return function (this: BaseParser) {
      return chosen[this.LA(1).tokenTypeIdx];
    };
  }

  buildLookaheadForOptional({ prodOccurrence, rule, prodType }: Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0]): Enter {
    const isWanted = KINDS[prodType];
    const node = find(rule, (production) => isWanted?.(production) === true && production.idx === prodOccurrence);
    const enters: boolean[] = [];
    for (const type of this.#firstOf(node.definition).classes) enters[type] = true;
    return function (this: BaseParser) {
      return enters[this.LA(1).tokenTypeIdx] === true;
    };
  }

  #firstOf(sequence: readonly IProduction[]): First {
    const classes = new Set<number>();
    for (const production of sequence) {
      const first = this.#first(production);
      for (const type of first.classes) classes.add(type);
      if (!first.canBeEmpty) return { classes, canBeEmpty: false };
    }
    return { classes, canBeEmpty: true };
  }

  #first(production: IProduction): First {
    if (production instanceof Terminal) {
      const { tokenTypeIdx, categoryMatches } = production.terminalType;
      return { classes: new Set([tokenTypeIdx as number, ...(categoryMatches ?? [])]), canBeEmpty: false };
    }
    if (production instanceof NonTerminal) return this.#firstOfRule(production.referencedRule);
    if (production instanceof Alternation) {
      const firsts = production.definition.map((alternative) => this.#firstOf((alternative as Occurrence).definition));
      return { classes: new Set(firsts.flatMap(({ classes }) => [...classes])), canBeEmpty: firsts.some((first) => first.canBeEmpty) };
    }
    const { classes, canBeEmpty } = this.#firstOf((production as Occurrence).definition);
    return { classes, canBeEmpty: canBeEmpty || !(production instanceof RepetitionMandatory) };
  }

  #firstOfRule(rule: Rule): First {
    let first = this.#rules.get(rule);
    if (!first) {
      first = this.#firstOf(rule.definition);
      this.#rules.set(rule, first);
    }
    return first;
  }
}

/** A part of a rule that has parts itself. */
type Occurrence = IProduction & { readonly idx: number; readonly definition: IProduction[] };

const KINDS: Partial<Record<LookaheadProductionType, (production: IProduction) => boolean>> = {
  Option: (production) => production instanceof Option,
  Repetition: (production) => production instanceof Repetition,
  RepetitionMandatory: (production) => production instanceof RepetitionMandatory,
};

/** The part of a rule that a call of the DSL stands for. */
function find(rule: Rule, isIt: (production: Occurrence) => boolean): Occurrence {
  const open: IProduction[] = [...rule.definition];
  for (let production = open.pop(); production; production = open.pop()) {
    const node = production as Occurrence;
    if (isIt(node)) return node;
    if (!(node instanceof NonTerminal || node instanceof Terminal)) open.push(...node.definition);
  }
  throw new Error(`no such part in the rule ${rule.name}`);
}
