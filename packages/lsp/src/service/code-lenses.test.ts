import { expect, test } from 'vitest';
import { marked, uri } from '../testing.ts';
import { codeLenses, SHOW_PLACES } from './code-lenses.ts';

test('what feeds a component and what it feeds, and how often a declare is used', () => {
  const { site } = marked('|loki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n}\nloki.echo "x" { }\ndeclare "d" { }\nd "i" { }\n');
  const titles = codeLenses(site).map(({ range, command }) => `${range.start.line + 1} ${command?.title}`);
  expect(titles).toEqual(['1 feeds loki.echo.x', '4 fed by loki.relabel.r', '5 1 reference']);
  expect(codeLenses(site)[0]?.command?.command).toBe('');
  const [lens] = codeLenses(site, { commands: true });
  expect(lens?.command).toMatchObject({
    command: SHOW_PLACES,
    arguments: [uri('main.alloy'), { line: 0, character: 0 }, [{ uri: uri('main.alloy') }]],
  });
});
