import { parse } from '@assay/parser';
import { checkBody } from './checks/bodies.ts';
import { type CheckContext, type CheckOptions, levelOf } from './checks/context.ts';
import { checkCycles, type ReferenceEdge } from './checks/cycles.ts';
import { checkExports } from './checks/exports.ts';
import { checkImportedTexts, checkInstanceOfImport } from './checks/imports.ts';
import { InstanceChecker } from './checks/instances.ts';
import { checkInstanceOfDeclare, checkRecursion } from './checks/modules.ts';
import { checkImportedReferences, checkReferences, referencesOf } from './checks/references.ts';
import { remember } from './checks/remember.ts';
import { checkStructure, checkTopLevel } from './checks/structure.ts';
import { softenUnused } from './checks/unused.ts';
import { DiagnosticCollector } from './diagnostics/collector.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { applyEdits } from './diagnostics/edits.ts';
import { bind } from './model/binder.ts';
import { Bodies } from './model/body.ts';
import { Budget } from './model/budget.ts';
import { damagedSymbols, isDamaged } from './model/damage.ts';
import { allModules, type BlockSymbol, type Module, type Program } from './model/program.ts';
import type { Source } from './project/source.ts';
import { RuleContext } from './rules/rule.ts';
import { runRules } from './rules/run.ts';
import { type Findings, suppress } from './suppressions/suppress.ts';

/** The findings of {@link findAll} that no comment suppresses. */
export function checkProgram(files: readonly Source[], options: CheckOptions): readonly Diagnostic[] {
  return findAll(files, options).diagnostics;
}

/**
 * Everything Assay has to say of one program: the files that Alloy would load together.
 *
 * Semantic checks go on in the healthy part of files with syntax errors.
 *
 * @param edited the program of the files, where it was bound with a memory
 */
export function findAll(files: readonly Source[], options: CheckOptions, edited?: Program): Findings {
  const read = filesWithinReach(files);
  const beyond = files[read.length];
  if (beyond) {
    // Nothing is said of what the others mean, since they are not the whole program.
    const { diagnostics, suppressed } = findIn(read, options, edited, true);
    const about = new DiagnosticCollector();
    about.report('program/too-large', beyond, { start: 0, end: 0 }, {});
    return { diagnostics: [...diagnostics, ...atLevels(about.all, options)], suppressed };
  }
  return findIn(files, options, edited, false);
}

/** How many tokens of a program are read. What a check takes of memory grows with them, by a kilobyte each at most. */
const MOST_TOKENS = 2_000_000;

/** The first of the files, as many as are read together: one at least. */
function filesWithinReach(files: readonly Source[]): readonly Source[] {
  let tokens = 0;
  for (const [index, source] of files.entries()) {
    if (tokens > MOST_TOKENS) return files.slice(0, index);
    // With fewer files none is that large.
    if (files.length > 1 && !source.encodingProblem) tokens += source.parse.tokens.length;
  }
  return files;
}

/** @param isPart whether there are more files, so that the program cannot be told from these */
function findIn(files: readonly Source[], options: CheckOptions, edited: Program | undefined, isPart: boolean): Findings {
  const budget = Budget.of(files);
  const diagnostics = gather(files, options, budget, edited, isPart);
  // What was found before an edit is said again in another order than it is found in, so that another part would be left out.
  if (edited && budget.isSpent) return findIn(files, options, undefined, isPart);
  const found = withoutDamaged(diagnostics.all, files);
  const order = new Map(files.map((source, index) => [source.path, index]));
  const byPlace = (a: Diagnostic, b: Diagnostic): number =>
    (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.start - b.start || a.end - b.end;
  const all = atLevels(found, options).sort(byPlace);
  const kept = firstOfEach(all, files, options.mostFindings ?? MOST_FINDINGS);
  const complete =
    !isPart && !budget.isSpent && kept.length === all.length && diagnostics.all.every(({ severity }) => severity !== 'error');
  const { suppressed, ...findings } = suppress(files, kept, options, complete);
  return { diagnostics: [...findings.diagnostics].sort(byPlace), suppressed };
}

/** How many findings of a file are kept where nothing else is said: far more than anybody reads. */
export const MOST_FINDINGS = 10_000;

/** Findings in their order, of each file up to the one that says that there are too many: it is as severe as the worst of those left out. */
function firstOfEach(all: Diagnostic[], files: readonly Source[], most: number): Diagnostic[] {
  if (all.length <= most) return all;
  const counts = new Map<string, number>();
  const worst = new Map<string, Diagnostic>();
  const kept = all.filter((finding) => {
    const count = (counts.get(finding.file) ?? 0) + 1;
    counts.set(finding.file, count);
    if (count <= most) return true;
    const before = worst.get(finding.file);
    if (!before) worst.set(finding.file, finding);
    else if (RANKS[finding.severity] > RANKS[before.severity]) worst.set(finding.file, { ...before, severity: finding.severity });
    return false;
  });
  for (const source of files) {
    const first = worst.get(source.path);
    if (!first) continue;
    const about = new DiagnosticCollector();
    about.report('file/too-many-findings', source, first, { count: (counts.get(source.path) as number) - most });
    for (const finding of about.all) kept.push({ ...finding, severity: first.severity });
  }
  return kept;
}

const RANKS: Readonly<Record<Diagnostic['severity'], number>> = { info: 0, warning: 1, error: 2 };

/** All findings, without order, at their own severities. */
function gather(
  files: readonly Source[],
  options: CheckOptions,
  budget: Budget,
  edited: Program | undefined,
  isPart: boolean,
): DiagnosticCollector {
  const diagnostics = new DiagnosticCollector();
  const readable = files.filter((source) => !encoding(diagnostics, source));
  for (const source of readable) for (const error of syntaxErrors(source)) diagnostics.all.push(error);
  // What a file defines that is in the wrong encoding or not read to its end is not known, so nothing is said of what the others mean.
  if (isPart || readable.length < files.length || !files.every((source) => source.parse.isComplete)) return diagnostics;
  const { catalog } = options;
  const program = edited ?? bind(files, catalog);
  checkMeaning({ ...options, program, bodies: new Bodies(catalog, budget), budget, diagnostics, isEdited: edited !== undefined });
  const [first] = files;
  if (budget.isSpent && first) {
    const { source, span } = budget.end ?? { source: first, span: { start: 0, end: 0 } };
    diagnostics.report('program/not-followed', source, span, {});
  }
  return diagnostics;
}

/** Findings without those of what a syntax error has damaged: it is not what was meant. */
function withoutDamaged(found: Diagnostic[], files: readonly Source[]): Diagnostic[] {
  const damaged = new Map(files.filter(({ parse }) => parse.damage.length > 0).map(({ path, parse }) => [path, parse]));
  if (damaged.size === 0) return found;
  return found.filter(({ code, file, start }) => {
    const result = /^(?:syntax|file)\//.test(code) ? undefined : damaged.get(file);
    return !result || !isDamaged(result, start);
  });
}

/** Findings with the severities that were asked for. Where nothing can be read, nothing can be switched off. */
function atLevels(diagnostics: Diagnostic[], options: CheckOptions): Diagnostic[] {
  if (!options.levels?.size && !options.settings?.size) return diagnostics;
  return diagnostics.flatMap((diagnostic) => {
    const level = levelOf(options, diagnostic.code, diagnostic.file);
    if (level === undefined) return [diagnostic];
    return level === 'off' ? [] : [{ ...diagnostic, severity: level }];
  });
}

/** First what Alloy refuses, then what we think of the rest. */
function checkMeaning(context: CheckContext): void {
  if (checkTopLevel(context)) return;
  const { program, diagnostics } = context;
  const damaged = damagedSymbols(program);
  checkModules(context, damaged);
  softenUnused(context);
  const sound = diagnostics.all.every(({ severity }) => severity !== 'error');
  runRules(new RuleContext(context, damaged), sound, context);
}

function checkModules(context: CheckContext, damaged: ReadonlySet<BlockSymbol>): void {
  const { diagnostics, program } = context;
  checkRecursion(context);
  const used = new Set<Module>();
  for (const module of allModules(program.root)) {
    const healthy = module.symbols.filter((symbol) => !damaged.has(symbol));
    checkStructure(context, module, healthy);
    for (const symbol of healthy) {
      remember(context, symbol, 'use', () => {
        checkExports(context, symbol);
        checkInstanceOfDeclare(context, symbol);
      });
    }
    const edges = healthy.flatMap((symbol) => checkSymbol(context, symbol, used));
    checkCycles(context, edges);
  }
  checkImportedTexts(context, used, (inner) => checkModules(inner, new Set()));
  // Only where nothing else is wrong: what follows from it would be said again.
  if (diagnostics.all.some(({ severity }) => severity === 'error')) return;
  const instances = new InstanceChecker(context);
  for (const symbol of program.root.symbols) instances.checkRoot(symbol);
}

/** The body of one block and what it refers to; the declares of imported texts that it makes instances of are added to `used`. */
function checkSymbol(context: CheckContext, symbol: BlockSymbol, used: Set<Module>): ReferenceEdge[] {
  const kind = remember(context, symbol, 'body', () => {
    const kind = checkBody(context, symbol);
    if (kind === 'known') checkReferences(context, symbol);
    return kind;
  });
  switch (kind) {
    case 'known':
      return referencesOf(symbol);
    case 'imported': {
      checkImportedReferences(context, symbol);
      const declared = checkInstanceOfImport(context, symbol);
      if (declared) used.add(declared);
      return [];
    }
    case 'unknown':
      return [];
  }
}

function encoding(diagnostics: DiagnosticCollector, source: Source): boolean {
  const problem = source.encodingProblem;
  if (!problem) return false;
  diagnostics.report('file/encoding', source, { start: problem.offset, end: problem.offset }, { problem: problem.message });
  return true;
}

/** How much text is read in search of fixes that mend something, in UTF-16 units. The first fix of a file is always tried. */
const MAX_TRIED = 200_000;

function* syntaxErrors({ path, parse: { errors, text } }: Source): Generator<Diagnostic> {
  let tried = 0;
  for (const { code, message, start, end, notes, related, fix } of errors) {
    const edits = fix?.edits ?? [];
    // Behind a second mistake the first one may have been read wrongly, so only what mends the whole file is safe.
    let left = errors.length;
    if (fix && (tried === 0 || tried + text.length <= MAX_TRIED)) {
      tried += text.length;
      left = parse(applyEdits(text, edits)).errors.length;
    }
    const safety = left === 0 && !fix?.isGuess ? 'safe' : 'suggested';
    const fixes = fix && left < errors.length ? [{ title: fix.title, safety } as const] : [];
    yield {
      code,
      severity: 'error',
      authority: 'validate',
      message,
      file: path,
      start,
      end,
      notes,
      related: related.map((place) => ({ ...place, file: path })),
      fixes: fixes.map((each) => ({ ...each, edits: edits.map((edit) => ({ ...edit, file: path })) })),
    };
  }
}
