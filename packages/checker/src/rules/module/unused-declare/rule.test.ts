import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const DECLARE = 'declare "reader" {\n\tmimir.rules.kubernetes "hosts" {\n\t\taddress = "/etc/hosts"\n\t}\n}\n\n';

describe('module/unused-declare', () => {
  test('speaks of declares and imports without an instance', () => {
    expect(lint(`${DECLARE}logging { }\n`)).toEqual(['1:1 module/unused-declare']);
    expect(lint('import.http "tools" {\n\turl = "http://modules/tools.alloy"\n}\n\nlogging { }\n')).toEqual(['1:1 module/unused-declare']);
  });

  test('counts instances in other declares', () => {
    expect(lint(`${DECLARE}declare "all" {\n\treader "a" { }\n}\n\nall "x" { }\n`)).toEqual([]);
  });

  test('leaves a library alone', () => {
    expect(lint(DECLARE)).toEqual([]);
  });
});
