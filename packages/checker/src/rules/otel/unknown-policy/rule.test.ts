import { loadCatalog } from '@assay/catalog';
import { describe, expect, test } from 'vitest';
import { checkProgram } from '../../../check.ts';
import { openSource } from '../../../project/source.ts';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const sampling = (policy: string): string =>
  `otelcol.processor.tail_sampling "t" {\n\tpolicy {\n\t\tname = "p"\n${policy}\t}\n\n\toutput {\n\t\ttraces = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }\n`;
const found = (policy: string): string[] => lint(sampling(policy)).filter((each) => each.endsWith('unknown-policy'));

describe('otel/unknown-policy', () => {
  test('speaks of policies and of those inside of others', () => {
    expect(found('\t\ttype = "errors"\n')).toEqual(['4:10 otel/unknown-policy']);
    const inner =
      '\t\ttype = "and"\n\n\t\tand {\n\t\t\tand_sub_policy {\n\t\t\t\tname = "slow"\n\t\t\t\ttype = "latenzy"\n\t\t\t}\n\t\t}\n';
    expect(found(inner)).toEqual(['9:12 otel/unknown-policy']);
  });

  test('takes the nearest', () => {
    expect(fixed('otel/unknown-policy', sampling('\t\ttype = "status-code"\n'))).toContain('type = "status_code"');
  });

  test('takes none that this version does not have', async () => {
    const fixes = async (version: string): Promise<string[]> => {
      const options = { catalog: await loadCatalog(version), stability: 'experimental', community: true } as const;
      const found = checkProgram([openSource('a', sampling('\t\ttype = "dropp"\n'))], options);
      return found.filter(({ code }) => code === 'otel/unknown-policy').flatMap((each) => each.fixes.map(({ title }) => title));
    };
    expect(await fixes('main')).toEqual(['take "drop"']);
    expect(await fixes('v1.12')).toEqual([]);
  });

  test('is quiet about those that there are', () => {
    expect(found('\t\ttype = "always_sample"\n')).toEqual([]);
    expect(found('\t\ttype = sys.env("POLICY")\n')).toEqual([]);
  });
});
