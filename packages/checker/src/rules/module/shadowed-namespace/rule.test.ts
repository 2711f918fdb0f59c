import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

describe('module/shadowed-namespace', () => {
  test('speaks of imports and declares that take the name of a built-in namespace', () => {
    expect(lint('import.git "mimir" {\n\trepository = "https://example.com/modules.git"\n\tpath       = "mimir.alloy"\n}\n')).toEqual([
      '1:12 module/shadowed-namespace',
    ]);
    expect(lint('declare "loki" {\n\tmimir.rules.kubernetes "a" {\n\t\taddress = "/a"\n\t}\n}\n\nloki "x" { }\n')).toEqual([
      '1:9 module/shadowed-namespace',
    ]);
  });

  test('is quiet about what a library declares, which is read behind the name of its import', () => {
    expect(lint('declare "local" {\n\texport "targets" {\n\t\tvalue = []\n\t}\n}\n')).toEqual([]);
  });

  test('gives it another name wherever it is used', () => {
    const text =
      'import.file "mimir" {\n\tfilename = "m.alloy"\n}\n\nmimir.logs "a" { }\n\nloki.source.api "in" {\n\thttp { }\n\tforward_to = [mimir.logs.a.receiver]\n}\n';
    expect(fixed('module/shadowed-namespace', text)).toBe(text.replaceAll(/mimir\b/g, 'mimir_module'));
  });

  test('is quiet about labels that only resemble one', () => {
    expect(lint('import.file "mimir_rules" {\n\tfilename = "mimir.alloy"\n}\n')).toEqual([]);
  });
});
