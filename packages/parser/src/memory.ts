import { type ReportedError, withoutConsequences } from './consequences.ts';
import { MAX_ERRORS } from './cursor.ts';
import { Grammar, type Reading } from './grammar.ts';
import { type LexerToken, type LexicalError, MAX_MISTAKES } from './lexer.ts';
import { describe, repeats } from './lexical-errors.ts';
import { TOO_LARGE, TOO_MANY_ERRORS, tooManyErrors } from './messages.ts';
import type { ParseError, ParseResult } from './source.ts';
import type { Token } from './syntax.ts';

/** What is known of a text that has been read, beside what the result says: enough to read it anew in part. */
export interface Memory {
  readonly tokens: readonly LexerToken[];
  readonly significant: readonly LexerToken[];
  readonly mistakes: readonly LexicalError[];
  /** What has been made of mistakes inside of tokens. */
  readonly described: ReadonlyMap<LexicalError, ParseError>;
  /** Read by the rules of the language alone. */
  readonly strict: Reading;
  /** Where braces do not match: read with the layout asked where blocks end. */
  readonly byLayout: Reading | undefined;
  /** A string in backticks ends where it must not, see `backticks.ts`: such a text is read as a whole. */
  readonly isMended: boolean;
}

/** Chevrotain works out its tables when a grammar is made, so there is one, made when it is first needed. */
let shared: Grammar | undefined;

/** The grammar. */
export function grammar(): Grammar {
  shared ??= new Grammar();
  return shared;
}

const memories = new WeakMap<ParseResult, Memory>();

/** What is known of a result, for once: who takes it may change all of it. */
export function takeMemory(result: ParseResult): Memory | undefined {
  const memory = memories.get(result);
  memories.delete(result);
  return memory;
}

/** Puts the result of a text together, and keeps what else is known of it. */
export function remember(text: string, memory: Memory): ParseResult {
  const { tokens, described } = memory;
  const { statements, errors } = memory.byLayout ?? memory.strict;
  const found = [...[...described.values()].map(reported), ...errors].sort((a, b) => a.start - b.start);
  const last = found.findIndex(({ code }) => code === TOO_MANY_ERRORS);
  const all = last === -1 ? found : found.slice(0, last + 1);
  const result: ParseResult = {
    text,
    tokens,
    root: { kind: 'SourceFile', statements, start: 0, end: text.length, first: 0, last: tokens.length - 1 },
    ...withoutConsequences(text, statements, all),
    isComplete: last === -1 && !all.some(({ code }) => code === TOO_LARGE),
  };
  memories.set(result, memory);
  return result;
}

/** A mistake inside of a token is noticed where it is. */
function reported(error: ParseError): ReportedError {
  return { ...error, seen: error.start };
}

/** What is said of the mistakes inside of tokens. It may depend on what stands far before them, so that it is never kept. */
export function describeAll(
  text: string,
  tokens: readonly Token[],
  mistakes: readonly LexicalError[],
): ReadonlyMap<LexicalError, ParseError> {
  const described = new Map<LexicalError, ParseError>();
  for (const [index, mistake] of mistakes.entries()) {
    const isLast = index === MAX_MISTAKES - 1 && mistake.kind !== 'too-large';
    if (!isLast && repeats(text, mistake, mistakes[index - 1])) continue;
    if (isLast || described.size === MAX_ERRORS) {
      described.set(mistake, tooManyErrors(mistake.start, mistake.end));
      break;
    }
    described.set(mistake, describe(text, mistake, tokens));
  }
  return described;
}
