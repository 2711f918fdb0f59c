import { type CodePage, explainCode } from '@assay/checker';
import type { ExplainResult } from '../protocol.ts';

const AUTHORITIES: Readonly<Record<CodePage['authority'], string>> = {
  validate: '`alloy validate` refuses it too',
  load: '`alloy run` refuses it',
  lint: 'Alloy accepts it',
};

/** The page of a code; null where there is none. */
export function explain(code: string): ExplainResult | null {
  const page = explainCode(code);
  if (!page) return null;
  const { title, severity, authority, text } = page;
  const who = severity === 'warning' && authority === 'validate' ? '`alloy validate` warns of it too' : AUTHORITIES[authority];
  const how = severity === 'off' ? 'off by default' : severity;
  return { title, markdown: `# ${title}\n\n\`${code}\`: ${how}; ${who}.\n\n${text.trim()}\n` };
}
