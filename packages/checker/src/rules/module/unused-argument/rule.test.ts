import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const declare = (body: string): string => `declare "reader" {
	argument "path" { }

	${body}
}

reader "hosts" {
	path = "/etc/hosts"
}
`;

describe('module/unused-argument', () => {
  test('speaks of an argument that is not read', () => {
    expect(lint(declare('mimir.rules.kubernetes "one" {\n\t\taddress = "/etc/hosts"\n\t}'))).toContain('2:2 module/unused-argument');
  });

  test('counts what exports, templates and calls read', () => {
    expect(lint(declare('export "path" {\n\t\tvalue = string.to_upper(argument.path.value)\n\t}'))).toEqual([]);
    const template =
      'foreach "one" {\n\t\tcollection = [1]\n\t\tvar        = "n"\n\n\t\ttemplate {\n\t\t\tmimir.rules.kubernetes "f" {\n\t\t\t\taddress = argument.path.value\n\t\t\t}\n\t\t}\n\t}';
    expect(lint(declare(template))).toEqual([]);
  });

  test('is quiet where the arguments are read in another way', () => {
    expect(lint(declare('export "path" {\n\t\tvalue = argument["path"]\n\t}'))).toEqual([]);
  });

  test('is taken out where it is given, too', () => {
    const text =
      'declare "d" {\n\targument "unread" { }\n\n\tloki.echo "e" { }\n\n\texport "to" {\n\t\tvalue = loki.echo.e.receiver\n\t}\n}\n\nd "x" {\n\tunread = 1\n}\n';
    expect(fixed('module/unused-argument', text)).toBe(
      'declare "d" {\n\tloki.echo "e" { }\n\n\texport "to" {\n\t\tvalue = loki.echo.e.receiver\n\t}\n}\n\nd "x" {\n}\n',
    );
  });

  const writer = (name: string, args: readonly string[], read: string): string =>
    `declare "${name}" {\n${args.map((each) => `\targument "${each}" { }\n`).join('\n')}\n\tprometheus.scrape "s" {\n\t\ttargets    = [{"__address__" = "a:1"}]\n\t\tforward_to = argument.${read}.value\n\t}\n}\n\n${name} "x" {\n${args.map((each) => `\t${each} = []\n`).join('')}}\n`;

  test('is quiet about the same destination for another signal, which who makes instances gives to all modules', () => {
    expect(lint(writer('a', ['metrics_destinations', 'logs_destinations', 'traces_destinations'], 'metrics_destinations'))).toEqual([]);
    expect(lint(writer('a', ['forward_metrics_to', 'forward_logs_to'], 'forward_metrics_to'))).toEqual([]);
    expect(lint(writer('a', ['metrics_destinations', 'logs_receiver'], 'metrics_destinations'))).toEqual(['4:2 module/unused-argument']);
    // Where none of them is read, it is no matter of signals.
    expect(lint(writer('a', ['to', 'logs_destinations', 'traces_destinations'], 'to'))).toEqual([
      '4:2 module/unused-argument',
      '6:2 module/unused-argument',
    ]);
  });

  test('is quiet about an interface that several declares share, where another one reads the argument', () => {
    const args = ['forward_to', 'interval'];
    expect(lint(`${writer('a', args, 'forward_to')}\n${writer('b', args, 'interval')}`)).toEqual([]);
    expect(lint(`${writer('a', args, 'forward_to')}\n${writer('b', args, 'forward_to')}`)).toEqual([
      '4:2 module/unused-argument',
      '20:2 module/unused-argument',
    ]);
    expect(lint(`${writer('a', args, 'forward_to')}\n${writer('b', [...args, 'x'], 'interval')}`)).toContain('4:2 module/unused-argument');
    const single =
      'declare "c" {\n\targument "to" { }\n\n\tloki.echo "e" { }\n\n\texport "to" {\n\t\tvalue = loki.echo.e.receiver\n\t}\n}\n\nc "x" {\n\tto = []\n}\n';
    expect(lint(`${single}\n${writer('d', ['to'], 'to')}`)).toEqual(['2:2 module/unused-argument']);
  });

  test('is quiet where the name or the comment says that nothing reads it', () => {
    expect(lint(writer('a', ['forward_to', '_interval'], 'forward_to'))).toEqual([]);
    const commented = (comment: string): string =>
      writer('a', ['forward_to', 'old'], 'forward_to').replace('argument "old" { }', `argument "old" {\n\t\tcomment = "${comment}"\n\t}`);
    expect(lint(commented('Unused, kept for compatibility'))).toEqual([]);
    expect(lint(commented('The interval'))).toEqual(['4:2 module/unused-argument']);
  });
});
