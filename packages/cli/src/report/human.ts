import type { Diagnostic, Fix, RelatedPlace, Source } from '@assay/checker';
import { blanks, lines as fitLines, joined, line, part, type Shown, shown } from '../harmless.ts';
import type { Style } from '../style.ts';
import { style } from '../style.ts';
import { count } from '../text.ts';
import { changedLines } from './diff.ts';
import { frame, type Mark, MOST_PLACES } from './frame.ts';
import { contextOf, type Page, type Report, type Reporter, sourceOf, tally } from './reporter.ts';
import { severityPaint } from './severity.ts';

/** Where lines are cut if no terminal says it. */
export const COLUMNS = 200;

/** For people: each finding with the code it is about, and a summary. */
export const human: Reporter = (report, page) => {
  const paint = style(page.colour);
  const blocks = report.diagnostics.map((diagnostic) => shown`${joined(finding(report, diagnostic, paint, page), shown`\n`)}\n`);
  return joined([...blocks, shown`${summary(report, paint)}\n`], shown`\n`);
};

function finding(report: Report, diagnostic: Diagnostic, paint: Style, page: Page): Shown[] {
  const { severity, code, file, notes, fixes, url } = diagnostic;
  const related = diagnostic.related.slice(0, MOST_PLACES);
  const hidden = diagnostic.related.length - related.length;
  const source = sourceOf(report, file);
  const inLabel = labelFix(diagnostic, source);
  const others = fixes.filter((fix) => fix !== inLabel);
  const changes = others.map((fix) => changedLines(fix, source, file));
  const lines = [
    ...[diagnostic, ...related].map((place) => sourceOf(report, place.file).lines.lineAt(place.end)),
    ...changes.flatMap((change) => change.map(({ number }) => number)),
  ];
  const gutter = String(lines.reduce((most, each) => Math.max(most, each), 0)).length;
  const columns = page.columns ?? COLUMNS;
  const margin = blanks(gutter);
  const tell = (word: string, text: string): Shown => {
    const rows = text.split('\n').map((row) => fitLines(row));
    const below = shown`\n${blanks(gutter + 3 + word.length + 2)}`;
    return shown`${margin} ${paint.blue(shown`=`)} ${paint.bold(line(`${word}:`))} ${joined(rows, below)}`;
  };

  const rows = [
    shown`${severityPaint(paint, severity)(paint.bold(line(`${severity}[${code}]`)))}${paint.bold(shown`: ${line(diagnostic.message)}`)}`,
    ...frames(report, { ...diagnostic, related }, contextOf(report, diagnostic).block, line(inLabel?.title ?? ''), {
      gutter,
      columns,
      style: paint,
    }),
    ...(hidden > 0 ? [tell('note', `${count(hidden, 'other place')} of this are not shown`)] : []),
    ...notes.map((note) => tell('note', note)),
  ];
  others.forEach((fix, index) => {
    rows.push(tell('help', fix.title));
    for (const { number, sign, text } of changes[index] ?? []) {
      const after = part(line(text.replaceAll('\t', '    ')), 0, Math.max(0, columns - gutter - 3));
      const change = shown`${line(String(number).padStart(gutter))} ${line(sign)} ${after}`;
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
  const isOneLine = source.lines.lineAt(start) === source.lines.lineAt(end);
  return !isOneLine || edit.text.includes('\n') || edit.text === '' ? undefined : fix;
}

/** The finding's own place first, then those that explain it; all places of a file in one frame. */
function frames(
  report: Report,
  diagnostic: Diagnostic,
  block: string | undefined,
  label: Shown,
  options: { gutter: number; columns: number; style: Style },
): Shown[] {
  const { style: paint, gutter } = options;
  const own: Mark = { start: diagnostic.start, end: diagnostic.end, label, sign: '^', paint: severityPaint(paint, diagnostic.severity) };
  const marks = new Map<string, Mark[]>([[diagnostic.file, [own]]]);
  for (const place of diagnostic.related) marks.set(place.file, [...(marks.get(place.file) ?? []), explanation(place, paint)]);
  return [...marks].flatMap(([file, list], index) => {
    const source = sourceOf(report, file);
    const { line: number, column } = source.lines.position(list[0]!.start);
    const arrow = shown`${blanks(gutter)}${paint.blue(index === 0 ? shown`-->` : shown`:::`)} `;
    const where = shown`${arrow}${line(file)}:${number}:${column}${index === 0 && block ? paint.dim(shown` in ${line(block)}`) : shown``}`;
    if (isBinary(source))
      return [where, shown`${blanks(gutter)} ${paint.blue(shown`=`)} ${paint.bold(shown`note:`)} this is a binary file`];
    return [where, ...frame(source, list, options)];
  });
}

function explanation({ start, end, message }: RelatedPlace, paint: Style): Mark {
  return { start, end, label: line(message), sign: '-', paint: paint.blue };
}

/** A NUL among the first kilobyte: nothing that could be shown. */
function isBinary({ text }: Source): boolean {
  return text.slice(0, 1024).includes('\0');
}

function summary({ diagnostics, suppressed, checked, unchecked, alloy }: Report, paint: Style): Shown {
  const files = checked.length;
  const hidden = suppressed.length > 0 ? shown`; ${suppressed.length} suppressed` : shown``;
  const rest = shown`${hidden}${unchecked > 0 ? shown`; ${count(unchecked, 'file')} not checked` : shown``}`;
  if (files === 0) return shown`Nothing checked${rest}`;
  if (diagnostics.length === 0) {
    const nothing = unchecked > 0 ? shown`Nothing found` : paint.green(shown`Nothing found`);
    return shown`${nothing} in ${count(files, 'file')} (Alloy ${line(alloy)})${rest}`;
  }
  const { error, warning, info } = tally(diagnostics);
  const parts = [
    error > 0 ? paint.red(count(error, 'error')) : shown``,
    warning > 0 ? paint.yellow(count(warning, 'warning')) : shown``,
    info > 0 ? paint.cyan(count(info, 'remark')) : shown``,
  ].filter((each) => each !== '');
  const affected = new Set(diagnostics.map(({ file }) => file)).size;
  const among = affected === files ? count(files, 'file') : shown`${affected} of ${count(files, 'file')}`;
  const beyond = diagnostics.filter(({ severity, authority }) => severity === 'error' && authority === 'load').length;
  const which = beyond === error ? (error === 1 ? shown`it` : shown`them`) : shown`${beyond} of them`;
  const unseen = beyond > 0 ? shown` (\`alloy validate\` does not find ${which})` : shown``;
  return shown`${joined(parts, shown`, `)} in ${among}${unseen}${rest}`;
}
