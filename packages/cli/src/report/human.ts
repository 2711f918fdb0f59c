import type { Diagnostic, Fix, RelatedPlace, Source } from '@assay/checker';
import type { Style } from '../style.ts';
import { style } from '../style.ts';
import { count, printable, printableLine } from '../text.ts';
import { changedLines } from './diff.ts';
import { frame, type Mark } from './frame.ts';
import { contextOf, type Page, type Report, type Reporter, sourceOf, tally } from './reporter.ts';
import { severityPaint } from './severity.ts';

/** Where lines are cut if no terminal says it. */
export const COLUMNS = 200;

/** For people: each finding with the code it is about, and a summary. */
export const human: Reporter = (report, page) => {
  const paint = style(page.colour);
  const blocks = report.diagnostics.map((diagnostic) => `${finding(report, diagnostic, paint, page).join('\n')}\n`);
  return [...blocks, `${summary(report, paint)}\n`].join('\n');
};

function finding(report: Report, diagnostic: Diagnostic, paint: Style, page: Page): string[] {
  const { severity, code, file, notes, fixes, url } = diagnostic;
  const source = sourceOf(report, file);
  const inLabel = labelFix(diagnostic, source);
  const others = fixes.filter((fix) => fix !== inLabel);
  const changes = others.map((fix) => changedLines(fix, source, file));
  const lines = [
    ...[diagnostic, ...diagnostic.related].map((place) => sourceOf(report, place.file).lines.position(place.end).line),
    ...changes.flatMap((change) => change.map(({ number }) => number)),
  ];
  const gutter = String(Math.max(...lines)).length;
  const columns = page.columns ?? COLUMNS;
  const margin = ' '.repeat(gutter);
  const tell = (word: string, text: string): string =>
    `${margin} ${paint.blue('=')} ${paint.bold(`${word}:`)} ${printable(text).replaceAll('\n', `\n${margin}   ${' '.repeat(word.length + 2)}`)}`;

  const rows = [
    `${severityPaint(paint, severity)(paint.bold(`${severity}[${code}]`))}${paint.bold(`: ${printableLine(diagnostic.message)}`)}`,
    ...frames(report, diagnostic, inLabel?.title ?? '', { gutter, columns, style: paint }),
    ...notes.map((note) => tell('note', note)),
  ];
  others.forEach((fix, index) => {
    rows.push(tell('help', fix.title));
    for (const { number, sign, text } of changes[index] ?? []) {
      const change = `${String(number).padStart(gutter)} ${sign} ${printable(text.replaceAll('\t', '    ')).slice(0, columns - gutter - 3)}`;
      rows.push((sign === '+' ? paint.green : paint.red)(change));
    }
  });
  if (url !== undefined) rows.push(tell('see', url));
  return rows;
}

/** The fix that can be said in a label under the code: the only one, and it replaces just what is underlined. */
function labelFix({ fixes, start, end }: Diagnostic, source: Source): Fix | undefined {
  const [fix, ...others] = fixes;
  const [edit, ...more] = fix?.edits ?? [];
  if (!edit || others.length > 0 || more.length > 0 || edit.start < start || edit.end > end) return undefined;
  return source.text.slice(start, end).includes('\n') || edit.text.includes('\n') || edit.text === '' ? undefined : fix;
}

/** The finding's own place first, then those that explain it; all places of a file in one frame. */
function frames(
  report: Report,
  diagnostic: Diagnostic,
  label: string,
  options: { gutter: number; columns: number; style: Style },
): string[] {
  const { style: paint, gutter } = options;
  const own: Mark = { start: diagnostic.start, end: diagnostic.end, label, sign: '^', paint: severityPaint(paint, diagnostic.severity) };
  const marks = new Map<string, Mark[]>([[diagnostic.file, [own]]]);
  for (const place of diagnostic.related) marks.set(place.file, [...(marks.get(place.file) ?? []), explanation(place, paint)]);
  return [...marks].flatMap(([file, list], index) => {
    const source = sourceOf(report, file);
    const { line, column } = source.lines.position(list[0]!.start);
    const block = index === 0 ? contextOf(report, diagnostic).block : undefined;
    const arrow = `${' '.repeat(gutter)}${paint.blue(index === 0 ? '-->' : ':::')} `;
    const where = `${arrow}${printableLine(file)}:${line}:${column}${block ? paint.dim(` in ${printableLine(block)}`) : ''}`;
    if (isBinary(source)) return [where, `${' '.repeat(gutter)} ${paint.blue('=')} ${paint.bold('note:')} this is a binary file`];
    return [where, ...frame(source.text, (offset) => source.lines.position(offset).line, list, options)];
  });
}

function explanation({ start, end, message }: RelatedPlace, paint: Style): Mark {
  return { start, end, label: printableLine(message), sign: '-', paint: paint.blue };
}

/** A NUL among the first kilobyte: nothing that could be shown. */
function isBinary({ text }: Source): boolean {
  return text.slice(0, 1024).includes('\0');
}

function summary({ diagnostics, suppressed, checked, unchecked, alloy }: Report, paint: Style): string {
  const files = checked.length;
  const hidden = suppressed.length > 0 ? `; ${suppressed.length} suppressed` : '';
  const rest = `${hidden}${unchecked > 0 ? `; ${count(unchecked, 'file')} not checked` : ''}`;
  if (files === 0) return `Nothing checked${rest}`;
  if (diagnostics.length === 0)
    return `${unchecked > 0 ? 'Nothing found' : paint.green('Nothing found')} in ${count(files, 'file')} (Alloy ${alloy})${rest}`;
  const { error, warning, info } = tally(diagnostics);
  const parts = [
    error > 0 ? paint.red(count(error, 'error')) : '',
    warning > 0 ? paint.yellow(count(warning, 'warning')) : '',
    info > 0 ? paint.cyan(count(info, 'remark')) : '',
  ].filter((part) => part !== '');
  const affected = new Set(diagnostics.map(({ file }) => file)).size;
  const among = affected === files ? count(files, 'file') : `${affected} of ${count(files, 'file')}`;
  const beyond = diagnostics.filter(({ severity, authority }) => severity === 'error' && authority === 'load').length;
  const unseen =
    beyond > 0 ? ` (\`alloy validate\` does not find ${beyond === error ? (error === 1 ? 'it' : 'them') : `${beyond} of them`})` : '';
  return `${parts.join(', ')} in ${among}${unseen}${rest}`;
}
