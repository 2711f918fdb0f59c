import { expect, it, vi } from 'vitest';

// Paths of Windows, wherever this runs.
vi.mock('node:path', async (original) => (await original<typeof import('node:path')>()).win32);
const { isGits, partsBelow } = await import('./node-disk.ts');

it('tells what is in a directory of Windows from what is on another drive, or another machine', () => {
  expect(partsBelow('C:\\repo', 'C:\\repo\\a\\b.alloy')).toEqual(['a', 'b.alloy']);
  expect(partsBelow('C:\\repo', 'C:\\repo')).toEqual(['']);
  expect(partsBelow('C:\\repo', 'C:\\repo\\..a')).toEqual(['..a']);
  for (const elsewhere of ['C:\\', 'C:\\repository\\a', 'D:\\repo\\a', '\\\\host\\share\\a'])
    expect(partsBelow('C:\\repo', elsewhere), elsewhere).toBeUndefined();
});

it.each(['.git', '.GIT', '.git.', '.git '])('%j is the directory of git', (name) => expect(isGits(name)).toBe(true));

it.each(['.github', '.gitignore', 'git', 'x.git'])('%j is not', (name) => expect(isGits(name)).toBe(false));
