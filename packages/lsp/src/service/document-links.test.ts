import { expect, test } from 'vitest';
import { marked, textAt } from '../testing.ts';
import { documentLinks } from './document-links.ts';

test('modules, and documentation where it is asked for', () => {
  const { site } = marked(
    '|import.file "a" {\n\tfilename = "lib/x.alloy"\n}\nimport.git "b" {\n\trepository = "https://example.com/r.git"\n\tpath       = "x"\n}\nimport.http "c" {\n\turl = sys.env("U")\n}\nloki.echo "e" { }\n',
  );
  const links = (documentation: boolean) =>
    documentLinks(site, { documentation }).map(({ range, target }) => `${textAt(site, range)} ${target}`);
  expect(links(false)).toEqual(['lib/x.alloy file:///w/lib/x.alloy', 'https://example.com/r.git https://example.com/r.git']);
  expect(links(true)).toContain('loki.echo https://grafana.com/docs/alloy/latest/reference/components/loki/loki.echo/');
});
