import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from './run.ts';

let root: string;
let before: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-run-'));
  before = process.cwd();
  process.chdir(root);
});

afterEach(() => {
  process.chdir(before);
  rmSync(root, { recursive: true });
  vi.restoreAllMocks();
});

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function assay(argv: readonly string[], stdin: string | Uint8Array = ''): Promise<Outcome> {
  let out = '';
  let err = '';
  const channel = (write: (text: string) => void) => ({ write, isTerminal: false, isLog: false, columns: undefined, colour: false });
  const status = await run(argv, {
    out: channel((text) => {
      out += text;
    }),
    err: channel((text) => {
      err += text;
    }),
    readInput: async () => Buffer.from(stdin),
    debug: false,
    variables: {},
  });
  return { status, out, err };
}

const good = 'logging {\n\tlevel = "info"\n}\n';
const bad = 'loki.ehco "x" { }\n';

/** The concise findings, without their messages. */
function findings({ out }: Outcome): string[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(0, line.indexOf(']') + 1));
}

describe('assay', () => {
  it('says what it can do', async () => {
    const { status, out } = await assay(['--help']);
    expect(status).toBe(0);
    expect(out).toContain('  check    ');
    expect(out).toContain('  explain  ');
    expect(await assay([])).toEqual({ status: 2, out: '', err: out });
    expect(await assay(['-h'])).toEqual({ status: 0, out, err: '' });
  });

  it('prints its version and those of Alloy', async () => {
    const { status, out } = await assay(['--version']);
    expect(status).toBe(0);
    expect(out).toMatch(/^assay \d+\.\d+\.\d+\nAlloy versions known: main \(v1\.19 preview, the default\), v1\.18\.1, /);
    expect(out).toContain('v1.0.0');
  });

  it.each([
    [['chek'], 'there is no command "chek": did you mean check?\nSee: assay --help\n'],
    [['--verison'], 'there is no option --verison before a command\nSee: assay --help\n'],
    [['check', '--formt', 'json'], 'there is no option --formt: did you mean --format?\nSee: assay check --help\n'],
    [['check', '--stability.level=x'], 'there is no option --stability.level: did you mean --stability?\nSee: assay check --help\n'],
    [
      ['check', '--format', 'jso'],
      '--format takes human, concise, json, sarif, github, gitlab, junit or checkstyle, not "jso": did you mean json?\nSee: assay check --help\n',
    ],
    [['check', '--stdin-path', 'x'], '--stdin-path names standard input, but there is no PATH -\nSee: assay check --help\n'],
    [
      ['check', '--alloy-version', 'v1.18.9'],
      'no Alloy version "v1.18.9" is known (assay --version lists them): did you mean v1.18.1?\nSee: assay check --help\n',
    ],
    [['explain'], 'explain takes one NAME\nSee: assay explain --help\n'],
    [['explain', 'loki.wriet'], 'nothing known is called "loki.wriet": did you mean loki.write?\nSee: assay explain --help\n'],
    [['explain', 'loki.write.endpont'], 'loki.write has no "endpont": did you mean endpoint?\nSee: assay explain --help\n'],
    [['explain', 'loki.write/endpoint/ur'], 'loki.write/endpoint has no "ur": did you mean url?\nSee: assay explain --help\n'],
  ])('%j is wrong usage', async (argv, message) => {
    expect(await assay(argv)).toEqual({ status: 2, out: '', err: `assay: ${message}` });
  });
});

describe('assay check', () => {
  it('exits with 0 where there is nothing to fail on, 1 where there is', async () => {
    write('good.alloy', good);
    write('bad.alloy', bad);
    expect(await assay(['check', 'good.alloy'])).toEqual({ status: 0, out: 'Nothing found in 1 file (Alloy v1.19 preview)\n', err: '' });
    expect(await assay(['check', 'bad.alloy'])).toMatchObject({ status: 1, err: '' });
    const all = await assay(['check', '--format', 'concise']);
    expect(all.status).toBe(1);
    expect(findings(all)).toEqual(['bad.alloy:1:1: error[structure/unknown-component]']);
  });

  it('fails on what --fail-on says', async () => {
    write('old.alloy', 'local.file "a" {\n\tfilename = env("A")\n}\n');
    const status = async (...more: string[]) => (await assay(['check', 'old.alloy', ...more])).status;
    expect(await status()).toBe(0);
    expect(await status('--fail-on', 'error')).toBe(0);
    expect(await status('--fail-on', 'warning')).toBe(1);
    expect(await status('--fail-on', 'info')).toBe(1);
  });

  it('shows what --authority says, and fails on nothing else', async () => {
    write('bad.alloy', bad);
    expect(await assay(['check', 'bad.alloy', '--authority', 'lint,load', '--format', 'concise'])).toEqual({ status: 0, out: '', err: '' });
    expect((await assay(['check', 'bad.alloy', '--authority', 'validate', '--format', 'concise'])).status).toBe(1);
  });

  it('reads standard input under the name it is given', async () => {
    expect(findings(await assay(['check', '-', '--format', 'concise'], bad))).toEqual(['<stdin>:1:1: error[structure/unknown-component]']);
    expect(findings(await assay(['check', '-', '--stdin-path', 'a/b.alloy', '--format', 'concise'], bad))).toEqual([
      'a/b.alloy:1:1: error[structure/unknown-component]',
    ]);
  });

  it('takes files that refer to each other as one program, and each alone with --each', async () => {
    write('p/a.alloy', 'local.file "a" {\n\tfilename = "/a"\n}\n');
    write('p/b.alloy', 'local.file "b" {\n\tfilename = local.file.a.content\n}\n');
    expect(await assay(['check', 'p', '--format', 'concise'])).toEqual({ status: 0, out: '', err: '' });
    expect(findings(await assay(['check', 'p', '--each', '--format', 'concise']))).toEqual(['p/b.alloy:2:13: error[reference/unknown]']);
  });

  it('reports in the order of the files', async () => {
    for (const path of ['z/1.alloy', 'a/2.alloy', 'a/3.alloy', 'b/4.alloy']) write(path, bad);
    const files = async (...paths: string[]) => findings(await assay(['check', '--format', 'concise', ...paths])).map((line) => line[2]);
    expect(await files('z', '.')).toEqual(['1', '2', '3', '4']);
    expect(await files('a/3.alloy', 'z/1.alloy', 'a/2.alloy')).toEqual(['3', '1', '2']);
  });

  it('knows stability, community components and Alloy versions', async () => {
    write('s.alloy', 'otelcol.exporter.datadog "a" { }\n\nprometheus.enrich "b" { }\n');
    const check = async (...more: string[]) => (await assay(['check', 's.alloy', '--format', 'concise', ...more])).out;
    expect(await check()).toContain('stability/community');
    expect(await check()).toContain('stability/component');
    const relaxed = await check('--community', '--stability', 'experimental');
    expect(relaxed).not.toContain('stability/');
    expect(await check('--community', '--stability', 'experimental', '--alloy-version', '1.0')).toContain(
      'there is no component "prometheus.enrich"',
    );
  });

  it('checks the rest where something cannot be read', async () => {
    write('bad.alloy', bad);
    mkdirSync('empty');
    expect(await assay(['check', 'bad.aloy', 'empty', 'bad.alloy', '--format', 'concise'])).toEqual({
      status: 2,
      out: 'bad.alloy:1:1: error[structure/unknown-component] there is no component "loki.ehco"\n',
      err: 'assay: bad.aloy: does not exist: did you mean bad.alloy?\nassay: empty: no configuration in this directory (*.alloy, *.river)\n',
    });
  });

  it('reports files that are no text', async () => {
    write('binary.alloy', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 0xff]));
    write('utf16.alloy', Buffer.from('\ufefflogging { }\n', 'utf16le'));
    write('nul.alloy', 'logging {\0}\n');
    write('bom.alloy', `\ufeff${good}`);
    write('crlf.alloy', good.replaceAll('\n', '\r\n'));
    write('empty.alloy', '');
    const { status, out, err } = await assay(['check', '.', '--each']);
    expect(err).toBe('');
    expect(status).toBe(1);
    for (const name of ['binary', 'utf16', 'nul']) expect(out).toContain(` ${name}.alloy:1:`);
    for (const name of ['bom', 'crlf', 'empty']) expect(out).not.toContain(name);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
    expect(out).not.toMatch(/[\0-\x09\x0b-\x1f]/);
  });

  it('survives a fault in one program', async () => {
    const { openSource } = await import('@assay/checker');
    write('a.alloy', bad);
    write('b.alloy', bad);
    const prototype = openSource('', '').constructor.prototype;
    const { get } = Object.getOwnPropertyDescriptor(prototype, 'parse')!;
    vi.spyOn(prototype, 'parse', 'get').mockImplementation(function (this: { path: string }) {
      if (this.path === 'a.alloy') throw new Error('boom\nsecond line');
      return get!.call(this);
    });
    const outcome = {
      status: 2,
      out: expect.stringMatching(
        /^error\[structure\/unknown-component\][\s\S]* b\.alloy:1:1\n[\s\S]*\n1 error in 1 file; 1 file not checked\n$/,
      ),
      err: 'assay: a.alloy: internal fault while checking: boom (this is a mistake in Assay; ASSAY_DEBUG=1 shows where)\n',
    };
    expect(await assay(['check', '--each'])).toEqual(outcome);
    expect(await assay(['check'])).toEqual(outcome);
  });

  it('prints JSON that its schema describes, of real findings of many kinds', async () => {
    const validate = new Ajv2020().compile(JSON.parse(readFileSync(new URL('../schema/report.schema.json', import.meta.url), 'utf8')));
    const examples = new URL('../../../examples/broken/', import.meta.url).pathname;
    const { status, out } = await assay(['check', examples, '--each', '--format', 'json']);
    expect(status).toBe(1);
    const report = JSON.parse(out);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    const codes = new Set(report.diagnostics.map(({ code }: { code: string }) => code));
    expect(codes.size).toBeGreaterThan(10);
    expect(report.diagnostics.some(({ related }: { related: unknown[] }) => related.length > 0)).toBe(true);
    expect(report.diagnostics.some(({ fixes }: { fixes: unknown[] }) => fixes.length > 0)).toBe(true);
    expect(report.summary.errors + report.summary.warnings + report.summary.infos).toBe(report.diagnostics.length);
  });
});

describe('assay explain', () => {
  const explain = async (...argv: string[]): Promise<string> => {
    const { status, out, err } = await assay(['explain', ...argv]);
    expect(err).toBe('');
    expect(status).toBe(0);
    return out;
  };

  it('prints a component', async () => {
    const page = await explain('loki.write');
    expect(page).toMatch(/^loki\.write {2}component, generally available\n\S/);
    expect(page).toMatch(/^ {2}since {2}v1\.0\.0$/m);
    expect(page).toContain('https://grafana.com/docs/alloy/latest/reference/components/loki/loki.write/');
    expect(page).toMatch(/^ {2}external_labels +map of strings$/m);
    expect(page).toMatch(/^ {2}endpoint +block, any number$/m);
    expect(page).toMatch(/^ {4}url +string +required$/m);
    expect(page).toMatch(/^ {4}batch_wait +duration +default "1s"$/m);
    expect(page).toMatch(/^ {6}min_version +string +one of TLS10, TLS11, TLS12, TLS13$/m);
    expect(page).toMatch(/\nExports\n {2}receiver {2}log receiver\n$/);
  });

  it('cuts what repeats itself', async () => {
    const page = await explain('loki.process');
    expect(page).toMatch(/^ {2}stage\.match +block, any number\n(?:.*\n)*? {4}stage\.match +.*\n {6}… +as in stage\.match$/m);
    expect(page.split('\n').length).toBeLessThan(400);
  });

  it('narrows to a block, an attribute or an export, with dots or slashes', async () => {
    const block = await explain('loki.write.endpoint.basic_auth');
    expect(block).toMatch(/^loki\.write\/endpoint\/basic_auth {2}block\n/);
    expect(block).toContain('  password_file');
    expect(await explain('loki.write/endpoint/basic_auth')).toBe(block);
    expect(await explain('loki.write/endpoint/url')).toMatch(/^loki\.write\/endpoint\/url {2}string\nrequired\n/);
    expect(await explain('loki.process/stage.match/stage.json')).toMatch(/^loki\.process\/stage\.match\/stage\.json {2}block/);
    expect(await explain('loki.process.stage.match.stage.json')).toBe(await explain('loki.process/stage.match/stage.json'));
    expect(await explain('loki.write.receiver')).toMatch(/^loki\.write\/receiver {2}export, log receiver\n/);
  });

  it('prints top-level blocks, functions and constants', async () => {
    expect(await explain('logging')).toMatch(/^logging {2}top-level block, generally available\n/);
    expect(await explain('declare')).toContain('Holds blocks of its own');
    expect(await explain('string.format')).toContain('string.format(string, any value …) gives string');
    expect(await explain('string')).toContain('string.to_lower(string) gives string');
    expect(await explain('env')).toMatch(/^env {2}function, deprecated\n/);
    expect(await explain('array.group_by')).toContain('experimental');
    expect(await explain('constants.hostname')).toMatch(/^constants\.hostname {2}constant\n/);
  });

  it('prints a code', async () => {
    const page = await explain('reference/cycle');
    expect(page).toMatch(/^reference\/cycle {2}error; alloy validate refuses it too\n/);
    expect(page).toContain('\nBad:\n\n    local.file "a" {\n');
  });

  it('knows versions', async () => {
    expect(await explain('prometheus.enrich')).toContain('prometheus.enrich');
    const { status, err } = await assay(['explain', 'prometheus.enrich', '--alloy-version', 'v1.0.0']);
    expect(status).toBe(2);
    expect(err).toMatch(/^assay: Alloy v1\.0\.0 has no prometheus\.enrich: it came with v1\.\d+\.\d+\n/);
    expect(await explain('loki.write', '--alloy-version', '1.0')).not.toContain('http_headers');
  });

  it('prints everything there is within 100 columns', async () => {
    const { allCodes } = await import('@assay/checker');
    const { loadCatalog } = await import('@assay/catalog');
    const catalog = await loadCatalog();
    for (const name of [...catalog.componentNames, ...catalog.configBlockNames, ...catalog.stdlib.identifiers.keys(), ...allCodes()]) {
      // Addresses cannot be broken.
      const lines = (await explain(name)).split('\n').filter((line) => !line.includes(' https://'));
      for (const line of lines) expect(line.length, `${name}: ${line}`).toBeLessThanOrEqual(100);
    }
  });
});
