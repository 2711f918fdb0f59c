import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

describe('remotecfg/static-url', () => {
  test('speaks of addresses of files', () => {
    expect(lint('remotecfg {\n\turl = "https://example.com/a.alloy"\n}\n')).toEqual(['2:8 remotecfg/static-url']);
    expect(lint('remotecfg {\n\turl = "https://example.com/a.alloy?raw=1"\n}\n')).toEqual(['2:8 remotecfg/static-url']);
  });

  test('is quiet about services', () => {
    expect(lint('remotecfg {\n\turl = "https://fleet.example.com"\n}\n')).toEqual([]);
    expect(lint('remotecfg {\n\turl = sys.env("FLEET")\n}\n')).toEqual([]);
  });
});
