import {
  chmodSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSource } from '@assay/checker';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Environment } from './output.ts';
import { finding, placeOf, reportOf } from './report/testing.ts';
import { deliverReport, keepFromInputs, readOutputs } from './reports.ts';
import { repositoryPaths, repositoryRoot } from './repository.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-reports-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const source = openSource('a.alloy', 'logging { }\n');
const report = reportOf([source], finding(placeOf(source, 'logging')));

function deliver(outputs: readonly string[], format: 'concise' | 'github' = 'concise', variables: Environment['variables'] = {}) {
  const written = { out: '', err: '' };
  const channel = (name: 'out' | 'err') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTerminal: false,
    isLog: false,
    columns: undefined,
    colour: true,
  });
  const environment = { out: channel('out'), err: channel('err'), readInput: async () => Buffer.of(), debug: false, variables };
  return { complete: deliverReport(report, format, readOutputs(outputs), environment), ...written };
}

describe('--output', () => {
  it('is FORMAT=FILE', () => {
    expect(readOutputs(['sarif=a,b=c.sarif'])).toEqual([{ format: 'sarif', path: 'a,b=c.sarif' }]);
    for (const wrong of ['sarif', 'sarif=', '=x']) expect(() => readOutputs([wrong])).toThrow(/--output takes /);
    expect(() => readOutputs(['sariff=x'])).toThrow('--output takes the formats human, concise, json');
    expect(() => readOutputs(['toString=x'])).toThrow('--output takes the formats');
  });

  it('writes files without colour, also where there is no directory yet, and nothing is left beside them', () => {
    const [concise, json] = [join(folder, 'new/dir/a.txt'), join(folder, 'b.json')];
    writeFileSync(json, 'old');
    chmodSync(json, 0o640);
    const { complete, out, err } = deliver([`concise=${concise}`, `json=${json}`]);
    expect({ complete, err }).toEqual({ complete: true, err: '' });
    expect(out).toContain('\x1b[');
    expect(readFileSync(concise, 'utf8')).toBe('a.alloy:1:1: error[block/unknown-attribute] there is no such attribute\n');
    expect(JSON.parse(readFileSync(json, 'utf8')).diagnostics).toHaveLength(1);
    expect(statSync(json).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(['b.json', 'new']);
    expect(readdirSync(join(folder, 'new/dir'))).toEqual(['a.txt']);
  });

  it('take the place of a link', () => {
    writeFileSync(join(folder, 'real.txt'), 'old');
    symlinkSync('real.txt', join(folder, 'link.txt'));
    expect(deliver([`concise=${join(folder, 'link.txt')}`]).complete).toBe(true);
    expect(readFileSync(join(folder, 'real.txt'), 'utf8')).toBe('old');
    expect(readFileSync(join(folder, 'link.txt'), 'utf8')).toContain('a.alloy:1:1');
    expect(lstatSync(join(folder, 'link.txt')).isFile()).toBe(true);
  });

  it('are written through a descriptor where one is named: what is behind it stays', () => {
    writeFileSync(join(folder, 'log'), 'before\n');
    const log = openSync(join(folder, 'log'), 'a');
    try {
      expect(deliver([`concise=/dev/fd/${log}`]).complete).toBe(true);
    } finally {
      closeSync(log);
    }
    expect(readFileSync(join(folder, 'log'), 'utf8')).toMatch(/^before\n.*a\.alloy:1:1/);
    expect(deliver(['concise=/dev/null']).complete).toBe(true);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('are refused where two go to one file, or one to standard output', () => {
    writeFileSync(join(folder, 'a'), '');
    linkSync(join(folder, 'a'), join(folder, 'b'));
    symlinkSync('a', join(folder, 'c'));
    const pair = (one: string, other: string) => () => readOutputs([`json=${join(folder, one)}`, `sarif=${join(folder, other)}`]);
    for (const [one, other] of [
      ['a', 'a'],
      ['a', 'b'],
      ['c', 'a'],
      ['new', 'x/../new'],
    ] as const)
      expect(pair(one, other)).toThrow('two reports cannot go to one file');
    expect(pair('a', 'd')).not.toThrow();
    expect(() => readOutputs(['json=-'])).toThrow('to standard output goes the report of --format json');
  });

  it('take the place of nothing that is checked', () => {
    writeFileSync(join(folder, 'known.json'), '');
    symlinkSync('known.json', join(folder, 'other.json'));
    const keep = (path: string) => () => keepFromInputs(readOutputs([`json=${join(folder, path)}`]), [join(folder, 'known.json')]);
    for (const path of ['known.json', 'other.json', 'new.alloy', 'x.river', 'assay.json'])
      expect(keep(path)).toThrow('would replace what is checked');
    expect(keep('report.json')).not.toThrow();
  });

  it('says what cannot be written, and writes the others', () => {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'directory'));
    const { complete, out, err } = deliver([
      `json=${join(folder, 'file/x.json')}`,
      `json=${join(folder, 'directory')}`,
      `json=${join(folder, 'good.json')}`,
    ]);
    expect(complete).toBe(false);
    expect(err.replaceAll(folder, '')).toBe(
      'assay: /file/x.json: cannot be written: it is behind something that is no directory\nassay: /directory: cannot be written: it is a directory\n',
    );
    expect(out).toContain('a.alloy');
    expect(readdirSync(folder).sort()).toEqual(['directory', 'file', 'good.json']);
  });
});

describe('the summary of a job', () => {
  it('is added where GitHub collects it, if a report is for GitHub', () => {
    const summary = join(folder, 'summary.md');
    writeFileSync(summary, 'before\n');
    deliver([], 'concise', { GITHUB_STEP_SUMMARY: summary });
    expect(readFileSync(summary, 'utf8')).toBe('before\n');
    deliver([], 'github', { GITHUB_STEP_SUMMARY: summary });
    deliver([`github=${join(folder, 'x')}`], 'concise', { GITHUB_STEP_SUMMARY: summary });
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n## Assay\n[\s\S]*\n## Assay\n/);
    expect(deliver([], 'github').complete).toBe(true);
    expect(deliver([], 'github', { GITHUB_STEP_SUMMARY: join(folder, 'not/there') }).complete).toBe(false);
  });
});

describe('paths in a repository', () => {
  it('begin at its root', () => {
    mkdirSync(join(folder, 'repo/.git'), { recursive: true });
    mkdirSync(join(folder, 'repo/a/b'), { recursive: true });
    expect(repositoryRoot(join(folder, 'repo/a/b'))).toBe(join(folder, 'repo'));
    const name = repositoryPaths(join(folder, 'repo/a'));
    expect(name('x.alloy')).toBe('a/x.alloy');
    expect(name('./b/../x.alloy')).toBe('a/x.alloy');
    expect(name('../..x.alloy')).toBe('..x.alloy');
    expect(name(join(folder, 'repo/x.alloy'))).toBe('x.alloy');
    expect(name('../../x.alloy')).toBe(join(folder, 'x.alloy'));
  });

  it('begin at the working directory where there is no repository, and know work trees', () => {
    expect(repositoryPaths(folder)('x.alloy')).toBe('x.alloy');
    writeFileSync(join(folder, '.git'), 'gitdir: elsewhere\n');
    mkdirSync(join(folder, 'a'));
    expect(repositoryRoot(join(folder, 'a'))).toBe(folder);
  });
});
