import { expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { marked, workspaceEdited } from '../../testing.ts';
import { codeActions } from './index.ts';

function actions(text: string, only?: string[]): { titles: string[]; apply: (title: string) => string } {
  const second = text.indexOf('|', text.indexOf('|') + 1);
  const { site, position, project } = marked(second < 0 ? text : text.slice(0, second) + text.slice(second + 1));
  const end =
    second < 0
      ? position
      : {
          line: text.slice(0, second).split('\n').length - 1,
          character: text.slice(text.lastIndexOf('\n', second - 1) + 1, second).length,
        };
  const found: CodeAction[] = codeActions(site, { start: position, end }, { diagnostics: [], ...(only && { only }) });
  return {
    titles: found.map(({ title }) => title),
    apply: (title) => {
      const action = found.find((each) => each.title === title);
      if (!action) throw new Error(`${title} is not offered, but ${found.map((each) => each.title).join(', ')}`);
      return workspaceEdited(project, action.edit)['main.alloy'] ?? '';
    },
  };
}

test('the fixes of what is found here', () => {
  const { titles, apply } = actions('loki.ehc|o "x" { }\n');
  expect(titles).toContain('Change to "loki.echo"');
  expect(apply('Change to "loki.echo"')).toBe('loki.echo "x" { }\n');
});

test('in a large selection all fixes are tried at once, or only so many, since each is a check of the program', () => {
  const changes = (text: string): string[] => actions(`|${text}|`).titles.filter((title) => title.startsWith('Change to'));
  const text = Array.from({ length: 60 }, (_, index) => `loki.ehco "x${index}" { }\n`).join('');
  expect(changes(text)).toHaveLength(60);
  // With "forward_to" Alloy would look at the stage, which does not say what to drop.
  const harmful = 'loki.process "p" {\n\tforward_too = []\n\n\tstage.drop { }\n}\n';
  expect(changes(harmful)).toEqual([]);
  expect(changes(`${harmful}${text}`)).toEqual(Array(8).fill('Change to "loki.echo"'));
  expect(changes(`loki.ehco "y" { }\n${harmful}`)).toEqual(['Change to "loki.echo"']);
});

test('fix all, when it is asked for', () => {
  const text = '|logging {\n\tlevel = env("A")\n\tformat = env("B")\n}\n';
  expect(actions(text, ['source.fixAll']).apply('Fix all that is safe to fix')).toBe(
    'logging {\n\tlevel = sys.env("A")\n\tformat = sys.env("B")\n}\n',
  );
  expect(actions(text).titles).not.toContain('Fix all that is safe to fix');
  expect(actions('|logging { }\n', ['source.fixAll.assay']).titles).toEqual([]);
});

test('all deprecated functions of the file', () => {
  const text = 'logging {\n\tlevel  = e|nv("A")\n\tformat = env("B")\n}\n';
  expect(actions(text).apply('Change all deprecated functions of this file')).toBe(
    'logging {\n\tlevel  = sys.env("A")\n\tformat = sys.env("B")\n}\n',
  );
});

test('what a block needs', () => {
  expect(actions('loki.source.file "x" {|\n\t// a comment\n}\n').apply('Insert what "loki.source.file" needs')).toBe(
    'loki.source.file "x" {\n\t// a comment\n\ttargets    = []\n\tforward_to = []\n}\n',
  );
  expect(actions('loki.source.file "x" {| }\n').apply('Insert what "loki.source.file" needs')).toBe(
    'loki.source.file "x" {\n\ttargets    = []\n\tforward_to = []\n}\n',
  );
  expect(actions('loki.echo "x" {| }\n').titles).toEqual([]);
});

test('comments that suppress a finding, with a reason that is to be written', () => {
  const text = `local.file "a" {\n\tfilename = "$\{DI|R}/x"\n}\n`;
  const code = 'string/shell-variable';
  const { titles, apply } = actions(text);
  expect(titles.filter((title) => title.startsWith('Suppress'))).toEqual([
    `Suppress ${code} here, with a reason`,
    `Suppress ${code} in this file, with a reason`,
  ]);
  const comment = (kind: string): string => `// assay: ${kind} ${code}: TODO: why this may stay\n`;
  expect(apply(`Suppress ${code} here, with a reason`)).toBe(text.replace('|', '').replace('filename', `${comment('ignore')}\tfilename`));
  expect(apply(`Suppress ${code} in this file, with a reason`)).toBe(comment('ignore-file') + text.replace('|', ''));
  expect(actions('loki.ehc|o "x" { }\n').titles.filter((title) => title.startsWith('Suppress'))).toEqual([]);
});

test('between strings with escapes and raw ones', () => {
  expect(actions('logging {\n\tlevel = "a\\\\|d\\n"\n}\n').apply('Convert to a raw string')).toBe('logging {\n\tlevel = `a\\d\n`\n}\n');
  expect(actions('logging {\n\tlevel = `a|\\d"`\n}\n').apply('Convert to a string with escapes')).toBe(
    'logging {\n\tlevel = "a\\\\d\\""\n}\n',
  );
  expect(actions('logging {\n\tlevel = "in|fo"\n}\n').titles).not.toContain('Convert to a raw string');
});

test('a list around a value', () => {
  expect(
    actions('discovery.relabel "x" {\n\ttargets = []\n\trule {\n\t\tsource_labels = "a|"\n\t\ttarget_label = "b"\n\t}\n}\n').apply(
      'Wrap in a list',
    ),
  ).toContain('source_labels = ["a"]');
  const reference = 'loki.relabel "x" {\n\tforward_to = loki.ec|ho.e.receiver\n}\nloki.echo "e" { }\n';
  expect(actions(reference).apply('Wrap in a list')).toContain('forward_to = [loki.echo.e.receiver]');
});

test('attributes in the order of the documentation', () => {
  const text = 'loki.source.file "x" {|\n\tforward_to = []\n\ttargets    = []\n}\n';
  expect(actions(text).apply('Sort the attributes of "loki.source.file"')).toBe(
    'loki.source.file "x" {\n\ttargets    = []\n\tforward_to = []\n}\n',
  );
});

test('components become a declare, with arguments and exports for what crosses its border', () => {
  const text = `loki.source.file "f" {
	targets    = []
	forward_to = [loki.relabel.r.receiver]
}
|loki.relabel "r" {
	forward_to = [loki.echo.e.receiver]
}|
loki.echo "e" { }
`;
  expect(actions(text).apply('Extract to a declare')).toBe(`loki.source.file "f" {
	targets    = []
	forward_to = [extracted.default.r_receiver]
}
declare "extracted" {
	argument "e_receiver" { }

	loki.relabel "r" {
		forward_to = [argument.e_receiver.value]
	}

	export "r_receiver" {
		value = loki.relabel.r.receiver
	}
}

extracted "default" {
	e_receiver = loki.echo.e.receiver
}
loki.echo "e" { }
`);
});

test('no declare is made where something outside stands between what is selected', () => {
  const text = `|loki.relabel "a" {
	forward_to = [loki.relabel.b.receiver]
}
loki.echo "c" { }|
loki.relabel "b" {
	forward_to = [loki.echo.c.receiver]
}
`;
  expect(actions(text).titles).not.toContain('Extract to a declare');
  expect(actions(text.replace('[loki.echo.c.receiver]', '[]')).titles).toContain('Extract to a declare');
});

test('no fix that would bring an error', () => {
  const named = (rest: string): string => `loki.rellab|el "x" {${rest}}\n`;
  expect(actions(named('\n\tforward_to = []\n')).titles).toContain('Change to "loki.relabel"');
  // That "forward_to" is missing would come to light.
  expect(actions(named(' ')).titles.filter((title) => title.startsWith('Change'))).toEqual([]);
});
