import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client } from '../clients/clients.ts';
import { node } from '../node.ts';

// The reports that other programs read, of many findings at once: against the official schema of the format, or read by a real consumer.

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(root, 'packages/cli/dist/assay.mjs');
const machineFormats = ['json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle'] as const;

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

interface Reports extends Record<(typeof machineFormats)[number], string> {
  readonly findings: readonly Finding[];
}

const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validSarif = ajv.compile<Log>(schema);

const junitFolder = client('junit');
const reviewdogFolder = client('reviewdog');
const corpus = corpusFiles();

/** 200 files of the shared corpus, from all over it; `undefined` where it is not there. */
function corpusFiles(): string[] | undefined {
  const shared = join(root, '../shared/corpus');
  if (!existsSync(join(shared, 'VERDICTS.jsonl'))) {
    console.warn('SKIPPED: the reports of 200 real configurations. ../shared is not there.');
    return undefined;
  }
  const files = readFileSync(join(shared, 'VERDICTS.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((row) => join(shared, (JSON.parse(row) as { file: string }).file));
  const step = files.length / 200;
  return Array.from({ length: 200 }, (_, index) => files[Math.floor(index * step)]!);
}

describe.each([
  { what: 'examples/broken', files: [join(root, 'examples/broken')] },
  ...(corpus ? [{ what: '200 real configurations', files: corpus }] : []),
])('the reports of $what', ({ files }) => {
  let folder: string;
  let reports: Reports;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-reports-'));
    const outputs = machineFormats.map((format) => `--output=${format}=${join(folder, format)}`);
    const { status, stderr, stdout } = spawnSync(node, [cli, 'check', '--each', ...outputs, ...files], { cwd: root });
    expect(stderr.toString()).toBe('');
    expect(status).toBe(1);
    expect(stdout.toString()).toMatch(/\n\d+ errors(, \d+ \w+)* in \d+ (of \d+ )?files.*\n$/);
    const texts = Object.fromEntries(machineFormats.map((format) => [format, readFileSync(join(folder, format), 'utf8')]));
    reports = { ...(texts as Record<(typeof machineFormats)[number], string>), findings: JSON.parse(texts.json!).diagnostics };
    expect(reports.findings.length).toBeGreaterThan(20);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('SARIF: the official schema takes it', () => {
    const log = JSON.parse(reports.sarif);
    expect(validSarif(log), JSON.stringify(validSarif.errors?.slice(0, 3))).toBe(true);
    const { results, tool } = (log as Log).runs[0]!;
    expect(results!.map(({ ruleId }) => ruleId)).toEqual(reports.findings.map(({ code }) => code));
    expect(tool.driver.rules!.map(({ id }) => id)).toEqual([...new Set(reports.findings.map(({ code }) => code))].sort());
    expect(new Set(results!.map(({ partialFingerprints }) => partialFingerprints!['assay/v1'])).size).toBe(results!.length);
    // That it can fail.
    (results![0] as { level: string }).level = 'fatal';
    expect(validSarif(log)).toBe(false);
  });

  it('GitLab: the fields it asks for, each fingerprint once', () => {
    const issues = JSON.parse(reports.gitlab);
    expect(issues).toHaveLength(reports.findings.length);
    for (const issue of issues)
      expect(issue).toMatchObject({
        description: expect.stringMatching(/^.+$/),
        check_name: expect.stringMatching(/^[a-z0-9-]+\/[a-z0-9-]+$/),
        fingerprint: expect.stringMatching(/^[0-9a-f]+$/),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: { path: expect.stringMatching(/./), lines: { begin: expect.any(Number) } },
      });
    expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(issues.length);
  });

  it('GitHub: each line is a command of the runner or a line of the log', () => {
    const lines = reports.github.trimEnd().split('\n');
    expect(lines).toHaveLength(reports.findings.length);
    const command = /^::(error|warning|notice) (\w+=[^:,\s][^:,]*)(,\w+=[^:,]+)*::[^\r\n]+$/;
    const logged = /^(error|warning|info)\[[a-z0-9/-]+\] /;
    for (const line of lines) expect(line).toMatch(line.startsWith('::') ? command : logged);
  });

  it.runIf(junitFolder)('JUnit: the schema of Jenkins takes it', () => {
    const validate = (text: string) =>
      spawnSync(
        join(junitFolder!, 'venv/bin/python'),
        [
          '-c',
          'import sys, io, xmlschema; xmlschema.XMLSchema(sys.argv[1]).validate(io.StringIO(sys.stdin.read()))',
          join(junitFolder!, 'junit-10.xsd'),
        ],
        { input: text, env: { ...process.env, PYTHONIOENCODING: 'utf-8' } },
      );
    const { status, stderr } = validate(reports.junit);
    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
    expect(reports.junit.match(/<(failure|system-out)/g)).toHaveLength(reports.findings.length);
    expect(validate(reports.junit.replace('<testcase ', '<testcase surprise="" ')).status).not.toBe(0);
  });

  it.runIf(reviewdogFolder).each(['checkstyle', 'sarif'] as const)('%s: reviewdog reads all of it', (format) => {
    const run = spawnSync(join(reviewdogFolder!, 'reviewdog'), [`-f=${format}`, '-reporter=rdjsonl', '-filter-mode=nofilter'], {
      input: reports[format],
      cwd: root,
      maxBuffer: 2 ** 28,
    });
    const seen = run.stdout.toString().trimEnd().split('\n');
    expect(
      seen.map((row) => {
        const { message, location, severity, code } = JSON.parse(row) as ReviewdogFinding;
        return { file: basename(location.path), line: location.range.start.line, severity, code: code.value, begins: message.slice(0, 20) };
      }),
    ).toEqual(
      reports.findings.map(({ file, line, severity, code, message }) => ({
        file: basename(file),
        line,
        severity: severity.toUpperCase(),
        code,
        begins: message.slice(0, 20),
      })),
    );
  });
});

interface ReviewdogFinding {
  readonly message: string;
  readonly severity: string;
  readonly code: { readonly value: string };
  readonly location: { readonly path: string; readonly range: { readonly start: { readonly line: number } } };
}
