import { expect, test } from 'vitest';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { marked, place, textAt } from '../testing.ts';
import { diagnostics } from './diagnostics.ts';

test('place, severity, code, and the other end of the mistake', () => {
  const two = marked('|loki.echo "x" { }\nloki.echo "x" { }\n');
  const [found] = diagnostics(two.site);
  expect(found).toMatchObject({ severity: DiagnosticSeverity.Error, code: 'structure/duplicate-block', source: 'assay' });
  expect(found?.relatedInformation?.map(({ location }) => place(location))).toEqual(['main.alloy:1:1']);
  expect(found && textAt(two.site, found.range)).toBe('loki.echo "x"');
});

test('tags, and the link to the page where the client can open it', () => {
  const { site } = marked('|declare "d" { }\nlogging {\n\tlevel = env("X")\n}\n');
  const found = diagnostics(site, { pageOf: (code) => `page:${code}` });
  const tagged = Object.fromEntries(found.map(({ code, tags }) => [code, tags]));
  expect(tagged).toMatchObject({ 'deprecated/function': [DiagnosticTag.Deprecated], 'module/unused-declare': [DiagnosticTag.Unnecessary] });
  expect(found.map(({ code, codeDescription }) => codeDescription?.href === `page:${code}`)).not.toContain(false);
});

test('notes are part of the message', () => {
  const { site } = marked('|loki.write "x" {\n\turl = "http://x"\n}\n');
  expect(diagnostics(site).map(({ message }) => message)).toContainEqual(
    '"loki.write" has no attribute "url"\nthis attribute belongs in the block "endpoint"',
  );
});
