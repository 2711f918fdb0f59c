import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

describe('module/shadowed-namespace', () => {
  test('speaks of imports and declares that take the name of a built-in namespace', () => {
    expect(lint('import.git "mimir" {\n\trepository = "https://example.com/modules.git"\n\tpath       = "mimir.alloy"\n}\n')).toEqual([
      '1:12 module/shadowed-namespace',
    ]);
    expect(lint('declare "loki" {\n\tlocal.file "a" {\n\t\tfilename = "/a"\n\t}\n}\n\nloki "x" { }\n')).toEqual([
      '1:9 module/shadowed-namespace',
    ]);
  });

  test('is quiet about labels that only resemble one', () => {
    expect(lint('import.file "mimir_rules" {\n\tfilename = "mimir.alloy"\n}\n')).toEqual([]);
  });
});
