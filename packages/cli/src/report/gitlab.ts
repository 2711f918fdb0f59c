import type { Severity } from '@assay/checker';
import type { Issue } from 'codeclimate-types';
import { jsonText } from '../harmless.ts';
import { locate } from './location.ts';
import { contextOf, type Reporter, sourceOf } from './reporter.ts';

/** What GitLab reads of a Code Climate issue. */
type GitLabIssue = Pick<Issue, 'check_name' | 'description' | 'content' | 'severity' | 'location'> &
  Required<Pick<Issue, 'severity' | 'fingerprint'>>;

/** The Code Quality report of GitLab. */
export const gitlab: Reporter = (report, page) => {
  const issues = report.diagnostics.map((diagnostic): GitLabIssue => {
    const { file, code, severity, message, notes, url } = diagnostic;
    const { line, endLine } = locate(sourceOf(report, file), diagnostic);
    const more = [...notes, ...(url === undefined ? [] : [url])];
    return {
      check_name: code,
      // The format has one line for it.
      description: [message, ...notes].join('; ').replaceAll('\n', ' '),
      ...(more.length > 0 && { content: { body: more.join('\n\n') } }),
      severity: SEVERITIES[severity],
      fingerprint: contextOf(report, diagnostic).fingerprint,
      location: { path: page.inRepository(file), lines: { begin: line, end: endLine } },
    };
  });
  return jsonText(issues, 2);
};

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const satisfies Record<Severity, Issue['severity']>;
