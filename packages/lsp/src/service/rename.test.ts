import { expect, test } from 'vitest';
import { marked, textAt, workspaceEdited } from '../testing.ts';
import { prepareRename, RenameRefusal, rename } from './rename.ts';

function renamed(files: Parameters<typeof marked>[0], name: string): Record<string, string> {
  const { site, position, project } = marked(files);
  return workspaceEdited(project, rename(site, position, name));
}

function one(text: string, name: string): string | undefined {
  return renamed(text, name)['main.alloy'];
}

test('a label, in all files', () => {
  const files = {
    'a.alloy': 'loki.relabel "r" {\n\tforward_to = [loki.echo.|x.receiver]\n}\n',
    'b.alloy': 'loki.echo "x" { }\nloki.echo "y" { }\n',
  };
  expect(renamed(files, 'z')).toEqual({
    'a.alloy': 'loki.relabel "r" {\n\tforward_to = [loki.echo.z.receiver]\n}\n',
    'b.alloy': 'loki.echo "z" { }\nloki.echo "y" { }\n',
  });
  expect(() => renamed(files, 'y')).toThrow(RenameRefusal);
  expect(() => renamed(files, 'no-name')).toThrow('"no-name" is no name');
});

const DECLARE =
  'declare "d" {\n\targument "a" { }\n\texport "e" {\n\t\tvalue = argument.a.value\n\t}\n}\nd "x" {\n\ta = 1\n}\nd "y" {\n\ta = d.x.e\n}\n';

test('a declare with its instances and what refers to them', () => {
  const text = one(DECLARE.replace('declare "d', 'declare "|d'), 'mine');
  expect(text).toContain('declare "mine"');
  expect(text).toContain('mine "y" {\n\ta = mine.x.e\n');
});

test('an argument: inside, and where it is given', () => {
  const text = one(DECLARE.replace('\ta = 1', '\t|a = 1'), 'b');
  expect(text).toContain('argument "b"');
  expect(text).toContain('value = argument.b.value');
  expect(text).toContain('\tb = 1\n');
  expect(text).toContain('\tb = d.x.e\n');
});

test('an export', () => {
  expect(one(DECLARE.replace('d.x.e', 'd.x.|e'), 'out')).toContain('a = d.x.out');
});

test('the variable of a foreach, and nothing that it would hide', () => {
  const text = 'foreach "f" {\n\tcollection = [1]\n\tvar        = "|v"\n\ttemplate {\n\t\tlogging {\n\t\t\tlevel = v\n\t\t}\n\t}\n}\n';
  expect(one(text, 'each')).toContain('level = each');
});

test('the namespace of an import', () => {
  const text = 'import.file "|ns" {\n\tfilename = "x"\n}\nns.thing "t" { }\nlogging {\n\tlevel = ns.thing.t.level\n}\n';
  expect(one(text, 'lib')).toBe('import.file "lib" {\n\tfilename = "x"\n}\nlib.thing "t" { }\nlogging {\n\tlevel = lib.thing.t.level\n}\n');
});

test('a name that would mean something else is refused', () => {
  const text =
    'foreach "outer" {\n\tcollection = [1]\n\tvar        = "a"\n\ttemplate {\n\t\tforeach "inner" {\n\t\t\tcollection = [a]\n\t\t\tvar        = "|b"\n\t\t\ttemplate {\n\t\t\t\tlogging {\n\t\t\t\t\tlevel = a\n\t\t\t\t\tformat = b\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t}\n}\n';
  expect(() => one(text, 'a')).toThrow(RenameRefusal);
});

test('what can be renamed says so', () => {
  const { site, position } = marked('loki.echo "na|me" { }\n');
  const prepared = prepareRename(site, position);
  expect(prepared?.placeholder).toBe('name');
  expect(prepared && textAt(site, prepared.range)).toBe('name');
  const nothing = marked('loki.e|cho "x" { }\n');
  expect(prepareRename(nothing.site, nothing.position)).toBeNull();
  expect(rename(nothing.site, nothing.position, 'y')).toBeNull();
});
