import type { Diagnostic, Severity } from '@assay/checker';
import {
  type Commands,
  commandProperty,
  commands,
  commandText,
  joined,
  logLine,
  type Markdown,
  markdown,
  markdownAddress,
  markdownText,
  line as oneLine,
} from '../harmless.ts';
import { count } from '../text.ts';
import { locate } from './location.ts';
import { fullText, type Page, type Report, type Reporter, SEVERITIES, sourceOf, tally } from './reporter.ts';

/** How many annotations of a level GitHub shows of one step; it drops the others. */
const MOST_OF_A_LEVEL = 10;
/** The longest message that a runner sends on, in UTF-16 units. */
const LONGEST_MESSAGE = 4096;
/** A summary that is larger than 1 MiB is dropped whole. In bytes, with room for what follows. */
const LARGEST_SUMMARY = 1000 * 1024;

const LEVELS = { error: commands`error`, warning: commands`warning`, info: commands`notice` } satisfies Record<Severity, Commands>;

/**
 * Workflow commands that annotate a change on GitHub, one a line: the first ten of each level, which is all that is shown of a step. The
 * other findings are lines for the log.
 */
export const github: Reporter = (report, page) => {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const rows = report.diagnostics.map((diagnostic) =>
    ++counts[diagnostic.severity] <= MOST_OF_A_LEVEL ? annotation(report, diagnostic, page) : forLog(report, diagnostic),
  );
  return joined(rows, commands``);
};

function annotation(report: Report, diagnostic: Diagnostic, page: Page): Commands {
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
  const list = Object.entries(properties).map(([name, value]) => commands`${commandProperty(name)}=${commandProperty(String(value))}`);
  return commands`::${LEVELS[severity]} ${joined(list, commands`,`)}::${commandText(shorten(fullText(diagnostic)))}\n`;
}

/** It begins with a word of ours, so that no file's name is taken for a command. */
function forLog(report: Report, diagnostic: Diagnostic): Commands {
  const { file, severity, code, message } = diagnostic;
  const { line, column } = locate(sourceOf(report, file), diagnostic);
  return logLine(oneLine(`${severity}[${code}] ${file}:${line}:${column}: ${message}`));
}

function shorten(text: string): string {
  return text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The variables of a workflow that the summary needs for its links. */
export type WorkflowVariables = Readonly<Record<string, string | undefined>>;

/** A summary of the job in Markdown: how many findings there are, and a table of them, the worst first. */
export function jobSummary(report: Report, page: Page, variables: WorkflowVariables): Markdown {
  const { diagnostics, checked, alloy, faults } = report;
  const { error, warning, info } = tally(diagnostics);
  const counts = [
    error > 0 ? count(error, 'error') : '',
    warning > 0 ? count(warning, 'warning') : '',
    info > 0 ? count(info, 'remark') : '',
  ].filter((part) => part !== '');
  const found = counts.length > 0 ? markdown`**${markdownText(counts.join(', '))}**` : markdown`Nothing found`;
  const head = [
    markdown`## Assay`,
    markdown``,
    markdown`${found} in ${markdownText(count(checked.length, 'file'))} (Alloy ${markdownText(alloy)}).`,
    markdown``,
    ...faults.map((fault) => markdown`- ${markdownText(fault)}`),
    ...(faults.length > 0 ? [markdown``] : []),
  ];
  if (diagnostics.length === 0) return joined(head, markdown`\n`);
  const sorted = SEVERITIES.flatMap((severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity));
  const rows: Markdown[] = [];
  let size = Buffer.byteLength(head.join('\n'));
  for (const diagnostic of sorted) {
    const row = summaryRow(report, diagnostic, page, variables);
    size += Buffer.byteLength(row) + 1;
    if (size > LARGEST_SUMMARY) break;
    rows.push(row);
  }
  const rest = sorted.length - rows.length;
  const table = [markdown`| | Where | What |`, markdown`| --- | --- | --- |`, ...rows, markdown``];
  return joined([...head, ...table, ...(rest > 0 ? [markdown`And ${rest} more.`, markdown``] : [])], markdown`\n`);
}

function summaryRow(report: Report, diagnostic: Diagnostic, page: Page, variables: WorkflowVariables): Markdown {
  const { file, code, severity, message, url } = diagnostic;
  const { line } = locate(sourceOf(report, file), diagnostic);
  const path = page.inRepository(file);
  const where = markdownText(`${path}:${line}`);
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = variables;
  const link = server && repository && commit && !path.startsWith('/');
  const place = link ? markdown`[${where}](${markdownAddress(`${server}/${repository}/blob/${commit}/`, path)}#L${line})` : where;
  const name = url === undefined ? markdownText(code) : markdown`[${markdownText(code)}](${markdownAddress(url)})`;
  return markdown`| ${markdownText(severity)} | ${place} | ${markdownText(message)} (${name}) |`;
}
