import type { Diagnostic, Severity } from '@assay/checker';
import { count, printableLine } from '../text.ts';
import { locate } from './location.ts';
import { fullText, type Page, type Report, type Reporter, SEVERITIES, sourceOf, tally } from './reporter.ts';

/** How many annotations of a level GitHub shows of one step; it drops the others. */
const MOST_OF_A_LEVEL = 10;
/** The longest message that a runner sends on, in UTF-16 units. */
const LONGEST_MESSAGE = 4096;
/** A summary that is larger than 1 MiB is dropped whole. In bytes, with room for what follows. */
const LARGEST_SUMMARY = 1000 * 1024;

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;

/**
 * Workflow commands that annotate a change on GitHub, one a line: the first ten of each level, which is all that is shown of a step. The
 * other findings are lines for the log.
 */
export const github: Reporter = (report, page) => {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  return report.diagnostics
    .map((diagnostic) =>
      ++counts[diagnostic.severity] <= MOST_OF_A_LEVEL ? annotation(report, diagnostic, page) : logLine(report, diagnostic),
    )
    .join('');
};

function annotation(report: Report, diagnostic: Diagnostic, page: Page): string {
  const { file, code, severity, start, end } = diagnostic;
  const { lines } = sourceOf(report, file);
  const { line, endLine } = locate(sourceOf(report, file), diagnostic);
  const begin = lines.lineStart(line);
  const properties = {
    title: `assay: ${code}`,
    file: page.inRepository(file),
    line,
    endLine,
    // GitHub takes columns on a single line only. They count characters, from 1.
    ...(line === endLine && { col: start - begin + 1, endColumn: Math.max(end, start + 1) - begin }),
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${LEVELS[severity]} ${list.join(',')}::${escapeData(shorten(fullText(diagnostic)))}\n`;
}

/** It begins with a word of ours, so that no file's name is taken for a command. */
function logLine(report: Report, diagnostic: Diagnostic): string {
  const { file, severity, code, message } = diagnostic;
  const { line, column } = locate(sourceOf(report, file), diagnostic);
  // The old form of commands is looked for anywhere in a line.
  return `${severity}[${code}] ${printableLine(`${file}:${line}:${column}: ${message}`).replaceAll('##[', '## [')}\n`;
}

function shorten(text: string): string {
  return text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** The variables of a workflow that the summary needs for its links. */
export type WorkflowVariables = Readonly<Record<string, string | undefined>>;

/** A summary of the job in Markdown: how many findings there are, and a table of them, the worst first. */
export function jobSummary(report: Report, page: Page, variables: WorkflowVariables): string {
  const { diagnostics, checked, alloy, faults } = report;
  const { error, warning, info } = tally(diagnostics);
  const counts = [
    error > 0 ? count(error, 'error') : '',
    warning > 0 ? count(warning, 'warning') : '',
    info > 0 ? count(info, 'remark') : '',
  ].filter((part) => part !== '');
  const found = counts.length > 0 ? `**${counts.join(', ')}**` : 'Nothing found';
  const head = [
    '## Assay',
    '',
    `${found} in ${count(checked.length, 'file')} (Alloy ${alloy}).`,
    '',
    ...faults.flatMap((fault) => [`- ${escapeMarkdown(fault)}`]),
    ...(faults.length > 0 ? [''] : []),
  ];
  if (diagnostics.length === 0) return head.join('\n');
  const sorted = SEVERITIES.flatMap((severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity));
  const rows: string[] = [];
  let size = Buffer.byteLength(head.join('\n'));
  for (const diagnostic of sorted) {
    const row = summaryRow(report, diagnostic, page, variables);
    size += Buffer.byteLength(row) + 1;
    if (size > LARGEST_SUMMARY) break;
    rows.push(row);
  }
  const rest = sorted.length - rows.length;
  return [...head, '| | Where | What |', '| --- | --- | --- |', ...rows, '', ...(rest > 0 ? [`And ${rest} more.`, ''] : [])].join('\n');
}

function summaryRow(report: Report, diagnostic: Diagnostic, page: Page, variables: WorkflowVariables): string {
  const { file, code, severity, message, url } = diagnostic;
  const { line } = locate(sourceOf(report, file), diagnostic);
  const path = page.inRepository(file);
  const where = escapeMarkdown(`${path}:${line}`);
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = variables;
  const link = server && repository && commit && !path.startsWith('/');
  const target = path.split('/').map((part) => encodeURIComponent(part).replace(/[()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`));
  const place = link ? `[${where}](${server}/${repository}/blob/${commit}/${target.join('/')}#L${line})` : where;
  const name = url === undefined ? code : `[${code}](${url})`;
  return `| ${severity} | ${place} | ${escapeMarkdown(message)} (${name}) |`;
}

/** A text that Markdown shows as it is, on one line. */
function escapeMarkdown(text: string): string {
  return printableLine(text)
    .replaceAll('&', '&amp;')
    .replace(/[\\`*_[\]<>|~$@]/g, (char) => (char === '<' ? '&lt;' : char === '>' ? '&gt;' : `\\${char}`));
}
