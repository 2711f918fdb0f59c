import { describe, expect, test } from 'vitest';
import { check, checkFiles } from '../testing.ts';

const READER =
  'declare "reader" {\n\targument "secret" { }\n\n\tlocal.file "a" {\n\t\tfilename  = "/etc/a"\n\t\tis_secret = argument.secret.value\n\t}\n\n\texport "path" {\n\t\tvalue = "/etc/a"\n\t}\n}\n\n';

describe('what an instance gives to its declare', () => {
  test('is checked where the argument is used, and says which instance it is', () => {
    const [found, ...others] = checkFiles({ a: `${READER}reader "one" {\n\tsecret = true\n}\n\nreader "two" {\n\tsecret = 5\n}\n` });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'type/mismatch', authority: 'load', message: '"is_secret" takes true or false, not a number' });
    expect(found?.related[0]?.start).toBe(`${READER}reader "one" {\n\tsecret = true\n}\n\n`.length);
  });

  test('goes through declares in declares', () => {
    const outer = 'declare "outer" {\n\targument "secret" { }\n\n\treader "inner" {\n\t\tsecret = argument.secret.value\n\t}\n}\n\n';
    expect(check(`${READER}${outer}outer "one" {\n\tsecret = [1]\n}\n`)).toEqual(['6:15 type/mismatch']);
    expect(check(`${READER}${outer}outer "one" {\n\tsecret = false\n}\n`)).toEqual([]);
  });

  test('is null where an optional argument is left out', () => {
    const text =
      'declare "d" {\n\targument "a" {\n\t\toptional = true\n\t}\n\n\tlocal.file "f" {\n\t\tfilename = argument.a.value.name\n\t}\n}\n\nd "x" { }\n';
    expect(check(text)).toEqual(['7:14 type/access']);
  });

  test('what comes out of it is known too', () => {
    expect(check(`${READER}reader "one" {\n\tsecret = true\n}\n\nlocal.file "b" {\n\tfilename = reader.one.pth\n}\n`)).toEqual([
      '19:24 type/access',
    ]);
    expect(check(`${READER}reader "one" {\n\tsecret = true\n}\n\nlocal.file "b" {\n\tfilename = reader.one.path\n}\n`)).toEqual([]);
  });
});

describe('the arguments of an instance', () => {
  const of = (values: string): string => `declare "d" {\n\targument "a" { }\n}\n\nd "x" {\n\ta = ${values}\n}\n`;
  const findings = (text: string): string[] =>
    checkFiles({ a: text }).map(({ code, authority, start, end }) => `${authority} ${code} ${text.slice(start, end)}`);

  test('are looked at by validate where they are an operator between literals', () => {
    expect(findings(of('5 % 0'))).toEqual(['validate type/operator 5 % 0']);
    expect(findings(of('1.5 / 0.0'))).toEqual(['validate type/operator 1.5 / 0.0']);
    expect(findings(of('1 + "a"'))).toEqual(['validate type/operator 1 + "a"']);
  });

  test('are worked out when Alloy starts, whether the body uses them or not', () => {
    expect(findings(of('[5 % 0]'))).toEqual(['load type/operator 0']);
    expect(findings(of('(5 % (1 - 1))'))).toEqual(['load type/operator (1 - 1)']);
    expect(findings(of('constants.nope'))).toEqual(['load type/access nope']);
    expect(findings(of('null'))).toEqual([]);
    expect(findings(of('5 % 2'))).toEqual([]);
  });

  test('are worked out for what is imported too, and it takes no blocks', () => {
    const text = (body: string): string => `import.git "g" {\n\trepository = "r"\n\tpath = "p"\n}\n\ng.x "y" {\n\t${body}\n}\n`;
    expect(findings(text('a = 5 % 0'))).toEqual(['load type/operator 0']);
    expect(findings(text('targets = [1]\n\n\tinner { }'))).toEqual(['load block/unknown-block inner']);
    expect(findings(text('targets = [1]'))).toEqual([]);
  });

  test('may be a component as a whole, which is the object of its exports', () => {
    const write = 'loki.write "w" {\n\tendpoint {\n\t\turl = "http://h"\n\t}\n}\n\n';
    const pipe = `declare "d" {\n\targument "to" { }\n\n\tloki.process "p" {\n\t\tforward_to = argument.to.value\n\t}\n}\n\n${write}d "x" {\n\tto = `;
    expect(findings(`${pipe}[loki.write.w]\n}\n`)).toEqual(['load type/mismatch argument.to.value']);
    expect(findings(`${pipe}[loki.write.w.receiver]\n}\n`)).toEqual([]);
    expect(findings(`${pipe}[loki.write.w.receiver.x]\n}\n`)).toEqual(['load type/access loki.write.w.receiver.x']);
  });
});

describe('what a component is built with in an instance', () => {
  const push =
    'declare "push" {\n\targument "host" { }\n\n\targument "name" {\n\t\toptional = true\n\t}\n\n\tloki.write "w" {\n\t\tendpoint {\n\t\t\turl  = "http://" + argument.host.value + "/push"\n\t\t\tname = argument.name.value\n\t\t}\n\n\t\tendpoint {\n\t\t\turl  = "http://b"\n\t\t\tname = "b"\n\t\t}\n\t}\n}\n\n';

  test('is looked at with what the instance gives, and says which one it is', () => {
    const [found, ...others] = checkFiles({ a: `${push}push "good" {\n\thost = "a:80"\n}\n\npush "bad" {\n\thost = "a:x"\n}\n` });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: 'value/format',
      authority: 'load',
      severity: 'error',
      message: '"url" is no URL that Alloy can read: invalid port ":x" after host',
      fixes: [],
    });
    expect(found?.related.at(-1)?.message).toBe('for this instance');
    expect(check(`${push}push "x" {\n\thost = "a"\n\tname = "b"\n}\n`)).toEqual(['16:11 value/relation']);
    expect(check(`${push}push "x" {\n\thost = sys.env("H")\n\tname = "c"\n}\n`)).toEqual([]);
  });

  test('is said once, however many instances give it', () => {
    expect(check(`${push}push "x" {\n\thost = "a:x"\n}\n\npush "y" {\n\thost = "b:x"\n}\n`)).toEqual(['10:11 value/format']);
  });

  test('is looked at for the items of a foreach too', () => {
    const each = (items: string): string =>
      `foreach "f" {\n\tcollection = ${items}\n\tvar        = "item"\n\n\ttemplate {\n\t\tprometheus.exporter.postgres "p" {\n\t\t\tdata_source_names = [item]\n\t\t}\n\t}\n}\n`;
    expect(check(each('["postgresql://a/b", "postgresql://u:p{}@a/b"]'))).toEqual(['7:24 value/format']);
    expect(check(each('["postgresql://a/b"]'))).toEqual([]);
  });
});

describe('the items of a foreach', () => {
  const each = (list: string): string =>
    `foreach "f" {\n\tcollection = ${list}\n\tvar        = "item"\n\n\ttemplate {\n\t\tlocal.file "a" {\n\t\t\tfilename = item.path\n\t\t}\n\t}\n}\n`;

  test('are put into the template', () => {
    expect(check(each('[{path = "/a"}, {path = "/b"}]'))).toEqual([]);
    expect(check(each('[{path = "/a"}, {name = "b"}]'))).toEqual(['7:20 type/access']);
    expect(check(each('["/a"]'))).toEqual(['7:15 type/access']);
  });

  test('are only known when Alloy runs where they come from a component', () => {
    const text = `discovery.process "p" { }\n\n${each('discovery.process.p.targets').replace('item.path', 'item.__address__')}`;
    expect(check(text)).toEqual([]);
  });
});

describe('a body without an instance', () => {
  const broken = 'loki.echo "e" { }\n\n\tprometheus.scrape "s" {\n\t\ttargets    = []\n\t\tforward_to = [loki.echo.e.receiver]\n\t}';

  test('does not keep Alloy from starting, so it is a warning', () => {
    const [found] = checkFiles({ a: `declare "d" {\n\t${broken}\n}\n` });
    expect(found).toMatchObject({ code: 'type/wrong-reference', severity: 'warning' });
    const [used] = checkFiles({ a: `declare "d" {\n\t${broken}\n}\n\nd "x" { }\n` });
    expect(used).toMatchObject({ code: 'type/wrong-reference', severity: 'error' });
  });

  test('is one that only another unused body makes an instance of', () => {
    const [found] = checkFiles({ a: `declare "d" {\n\t${broken}\n}\n\ndeclare "e" {\n\td "x" { }\n}\n` });
    expect(found?.severity).toBe('warning');
  });
});

describe('what is imported as text', () => {
  const tools = (content: string, name = 'tools.reader'): string =>
    `import.string "tools" {\n\tcontent = \`${content}\`\n}\n\n${name} "one" { }\n`;

  test('is looked into, at its own place', () => {
    expect(check(tools('declare "reader" {\n\tlocal.file "a" { }\n}'))).toEqual(['3:2 module/inside-import']);
    expect(check(tools('declare "reader" {\n\tlocal.file "a" {\n\t\tfilename = "/a"\n\t}\n}'))).toEqual([]);
  });

  test('is not looked into where nothing of it is used', () => {
    expect(check('import.string "tools" {\n\tcontent = `declare "reader" {\n\tlocal.file "a" { }\n}`\n}\n')).toEqual([]);
  });

  test('knows its declares and their arguments', () => {
    expect(check(tools('declare "reader" {\n\targument "a" { }\n}'))).toEqual(['7:1 block/missing-argument']);
    expect(check(tools('declare "reader" {\n\targument "a" { }\n}', 'tools.writer'))).toEqual(['7:1 module/not-imported']);
    expect(check(tools('declare "reader" {'))).toEqual(['5:1 module/unusable-import']);
  });

  test('in double quotes, it is said of the whole text', () => {
    expect(
      check('import.string "tools" {\n\tcontent = "declare \\"reader\\" {\\n local.file \\"a\\" { }\\n}"\n}\n\ntools.reader "one" { }\n'),
    ).toEqual(['2:12 module/inside-import']);
  });
});
