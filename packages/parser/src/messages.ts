import type { ParseError } from './source.ts';

interface Message<Params> {
  /** The sentence that stands alone. */
  readonly message: (params: Params) => string;
  /** For `assay explain CODE`. */
  readonly page: { readonly title: string; readonly why: string; readonly bad: string; readonly good: string };
}

const define = <Params = Record<never, never>>(message: Message<Params>): Message<Params> => message;

/** Every code of a syntax error. A code is never used again for something else. */
export const syntaxMessages = {
  'syntax/illegal-character': define<{ character: string }>({
    message: ({ character }) => `${character} has no meaning here`,
    page: {
      title: 'A character that the language does not have',
      why: 'Outside of strings and comments Alloy knows letters, digits, "_" and its operators. Text goes in double quotes.',
      bad: 'local.file "token" {\n\tfilename = @home\n}',
      good: 'local.file "token" {\n\tfilename = "@home"\n}',
    },
  }),
  'syntax/foreign-comment': define({
    message: () => 'a comment begins with "//", not with "#"',
    page: {
      title: 'A comment that begins with #',
      why: 'Comments are `// …` to the end of the line, or stand between `/*` and `*/`.',
      bad: '# logs\nloki.echo "debug" { }',
      good: '// logs\nloki.echo "debug" { }',
    },
  }),
  'syntax/single-quotes': define({
    message: () => 'text stands in double quotes, not in single ones',
    page: {
      title: 'Text in single quotes',
      why: 'Strings are written "like this", or `like this` where backslashes and line breaks are to be kept as they are.',
      bad: 'local.file "token" {\n\tfilename = \'/etc/token\'\n}',
      good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/semicolon': define({
    message: () => 'a statement ends with its line: there is no ";"',
    page: {
      title: 'A semicolon',
      why: 'The end of the line ends a statement. Put each statement on a line of its own.',
      bad: 'local.file "token" {\n\tfilename = "/etc/token";\n}',
      good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/colon': define<{ name: string }>({
    message: ({ name }) => `"${name}" is given with "=", not with ":"`,
    page: {
      title: 'A colon instead of an equals sign',
      why: 'In objects and blocks alike a name is given its value with `=`.',
      bad: 'loki.write "default" {\n\texternal_labels = { cluster: "a" }\n}',
      good: 'loki.write "default" {\n\texternal_labels = { cluster = "a" }\n}',
    },
  }),
  'syntax/unquoted-text': define<{ text: string }>({
    message: ({ text }) => `${text} is text: it stands in double quotes`,
    page: {
      title: 'Text without quotes',
      why: 'Addresses, URLs, paths, durations and the like are text, and text stands in double quotes. A word without quotes is a reference, and `//` begins a comment.',
      bad: 'otelcol.receiver.otlp "a" {\n\tgrpc {\n\t\tendpoint = 0.0.0.0:4317\n\t}\n}',
      good: 'otelcol.receiver.otlp "a" {\n\tgrpc {\n\t\tendpoint = "0.0.0.0:4317"\n\t}\n}',
    },
  }),
  'syntax/unquoted-key': define<{ name: string }>({
    message: ({ name }) => `${name} is no name: as the name of a field it stands in double quotes`,
    page: {
      title: 'The name of a field that needs quotes',
      why: 'Without quotes a name is made of letters, digits and "_", and begins with no digit. The fields of an object may have any name, in double quotes.',
      bad: 'loki.write "a" {\n\tendpoint {\n\t\turl     = "http://loki/loki/api/v1/push"\n\t\theaders = { X-Scope-OrgID = "a" }\n\t}\n}',
      good: 'loki.write "a" {\n\tendpoint {\n\t\turl     = "http://loki/loki/api/v1/push"\n\t\theaders = { "X-Scope-OrgID" = "a" }\n\t}\n}',
    },
  }),
  'syntax/template': define<{ written: string }>({
    message: ({ written }) => `${written} belongs to a template: Alloy reads what another program makes of it`,
    page: {
      title: 'A template in place of configuration',
      why: 'Helm, Jinja, Ansible, Consul Template and others write a configuration from a template. Alloy reads what they write, and so does Assay: check the result, not the template. Where a value of a template is text, the quotes stay: `"{{ .Values.url }}"`.',
      bad: 'local.file "token" {\n\tfilename = {{ .Values.path | quote }}\n}',
      good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/unterminated-string': define<{ quote: string; isShifted: boolean }>({
    message: ({ quote, isShifted }) =>
      isShifted
        ? 'the quotes of this line do not match: from here on there is one too many, or one is missing'
        : `this string is not closed: the second ${quote} is missing${quote === '"' ? ' before the end of the line' : ''}`,
    page: {
      title: 'A string that is not closed',
      why: 'A string in double quotes ends on its line. For text of several lines use backticks.',
      bad: 'local.file "token" {\n\tfilename = "/etc/token\n}',
      good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/unterminated-comment': define({
    message: () => 'this comment is not closed: "*/" is missing',
    page: {
      title: 'A comment that is not closed',
      why: 'A comment that begins with `/*` ends with the next `*/`. Comments do not nest.',
      bad: '/* logs\nloki.echo "debug" { }',
      good: '/* logs */\nloki.echo "debug" { }',
    },
  }),
  'syntax/bad-escape': define<{ sequence: string; problem: string }>({
    message: ({ sequence, problem }) => `"${sequence}" ${problem}`,
    page: {
      title: 'A backslash that begins no escape sequence',
      why: 'In double quotes a backslash begins one of \\a \\b \\f \\n \\r \\t \\v \\\\ \\" \\ooo \\xhh \\uhhhh \\Uhhhhhhhh. Write regular expressions and Windows paths in backticks, where a backslash is a backslash.',
      bad: 'loki.process "a" {\n\tforward_to = []\n\n\tstage.regex {\n\t\texpression = "(?P<code>\\d+)"\n\t}\n}',
      good: 'loki.process "a" {\n\tforward_to = []\n\n\tstage.regex {\n\t\texpression = `(?P<code>\\d+)`\n\t}\n}',
    },
  }),
  'syntax/bad-number': define({
    message: () => 'this number has an exponent without digits',
    page: {
      title: 'A number without the digits of its exponent',
      why: 'Behind the `e` of a number come the digits of its exponent, as in `1e3`.',
      bad: 'tracing {\n\tsampling_fraction = 1e\n}',
      good: 'tracing {\n\tsampling_fraction = 1e-1\n}',
    },
  }),
  'syntax/number-with-letters': define<{ text: string; instead: string }>({
    message: ({ text, instead }) => `"${text}" is no number: write ${instead}`,
    page: {
      title: 'A number that goes on with letters',
      why: 'Numbers have decimal digits, a point and an exponent, and nothing else. Durations, sizes, versions and addresses are text, in double quotes. There are no hexadecimal numbers, and no "_" between digits.',
      bad: 'prometheus.scrape "a" {\n\ttargets         = []\n\tforward_to      = []\n\tscrape_interval = 30s\n}',
      good: 'prometheus.scrape "a" {\n\ttargets         = []\n\tforward_to      = []\n\tscrape_interval = "30s"\n}',
    },
  }),
  'syntax/conditional': define({
    message: () => 'there is no "?": no condition chooses between two values',
    page: {
      title: 'A conditional expression',
      why: 'The language has no conditions. `coalesce(a, b)` gives the first of its arguments that is not empty; a list may be empty, and `foreach` makes components for each of its elements.',
      bad: 'logging {\n\tlevel = sys.env("LEVEL") ? sys.env("LEVEL") : "info"\n}',
      good: 'logging {\n\tlevel = coalesce(sys.env("LEVEL"), "info")\n}',
    },
  }),
  'syntax/half-operator': define<{ operator: string }>({
    message: ({ operator }) => `the operator is "${operator}${operator}"`,
    page: {
      title: 'One half of || or &&',
      why: 'Alloy has the logical operators `||` and `&&`, and none on bits.',
      bad: 'livedebugging {\n\tenabled = true | false\n}',
      good: 'livedebugging {\n\tenabled = true || false\n}',
    },
  }),
  'syntax/expected-name': define<{ found: string; after: string }>({
    message: ({ found, after }) => `expected a name ${after}, found ${found}`,
    page: {
      title: 'A name is missing',
      why: 'Names are made of letters, digits and "_", and do not begin with a digit. `true`, `false` and `null` are values, not names.',
      bad: 'loki. "debug" { }',
      good: 'loki.echo "debug" { }',
    },
  }),
  'syntax/expected-value': define<{ after: string; found: string }>({
    message: ({ after, found }) => `expected a value ${after}, found ${found}`,
    page: {
      title: 'A value is missing',
      why: 'After an equals sign, an operator or an opening bracket comes a value: a string, a number, a list, an object, a reference or a call.',
      bad: 'local.file "token" {\n\tfilename =\n}',
      good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/expected-equals': define<{ name: string; found: string }>({
    message: ({ name, found }) => `expected "=" after "${name}", found ${found}`,
    page: {
      title: 'An equals sign is missing',
      why: 'A name is given its value with `=`.',
      bad: 'local.file "token" {\n\tfilename "/etc/token"\n}',
      good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/incomplete-statement': define<{ name: string; found: string }>({
    message: ({ name, found }) => `expected "=" or "{" after "${name}", found ${found}`,
    page: {
      title: 'A statement that is neither attribute nor block',
      why: 'A statement is an attribute, `name = value`, or a block, `name "label" { … }`. The brace of a block stands on the line of its name.',
      bad: 'local.file "token" {\n\tfilename\n}',
      good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/expected-open-brace': define<{ name: string; found: string }>({
    message: ({ name, found }) => `expected "{" after ${name}, found ${found}`,
    page: {
      title: 'The opening brace of a block is missing',
      why: 'A block is `name "label" { … }`, and the brace stands on the line of the name.',
      bad: 'loki.echo "debug"\n{ }',
      good: 'loki.echo "debug" { }',
    },
  }),
  'syntax/expected-newline': define<{ found: string }>({
    message: ({ found }) => `expected the end of the line, found ${found}`,
    page: {
      title: 'Something follows on the line of a statement',
      why: 'Each statement stands on a line of its own.',
      bad: 'local.file "token" {\n\tfilename = "/etc/token" is_secret = true\n}',
      good: 'local.file "token" {\n\tfilename  = "/etc/token"\n\tis_secret = true\n}',
    },
  }),
  'syntax/operator-on-next-line': define<{ operator: string }>({
    message: ({ operator }) => `the statement ended with the line before: put "${operator}" at the end of that line`,
    page: {
      title: 'An expression that goes on with an operator on the next line',
      why: 'A line that could end a statement does end it. To go on with an expression on the next line, end the line with the operator or the dot.',
      bad: 'local.file "token" {\n\tfilename = sys.env("HOME")\n\t\t+ "/token"\n}',
      good: 'local.file "token" {\n\tfilename = sys.env("HOME") +\n\t\t"/token"\n}',
    },
  }),
  'syntax/bracket-on-next-line': define<{ close: string }>({
    message: ({ close }) => `"${close}" is missing: it must stand on this line, not on the next`,
    page: {
      title: 'A closing bracket on a line of its own',
      why: 'The value within parentheses or an index ends with its line, so that the closing bracket must stand there. Only lists, objects and calls may close on a line of their own, behind a last comma.',
      bad: 'local.file "token" {\n\tfilename = (\n\t\tsys.env("HOME") + "/token"\n\t)\n}',
      good: 'local.file "token" {\n\tfilename = (\n\t\tsys.env("HOME") + "/token")\n}',
    },
  }),
  'syntax/comma-after-statement': define({
    message: () => 'no comma stands behind a statement: the end of the line ends it',
    page: {
      title: 'A comma behind a statement',
      why: 'Commas stand between the elements of lists and the fields of objects. The statements of a block are separated by line ends. If an object was meant, the `=` before its brace is missing.',
      bad: 'local.file "token" {\n\tfilename  = "/etc/token",\n\tis_secret = true\n}',
      good: 'local.file "token" {\n\tfilename  = "/etc/token"\n\tis_secret = true\n}',
    },
  }),
  'syntax/missing-comma': define<{ after: string }>({
    message: ({ after }) => `a comma is missing after this ${after}`,
    page: {
      title: 'A comma is missing',
      why: 'A comma stands between the elements of a list, the fields of an object and the arguments of a call, and also behind the last one if the closing bracket is on a line of its own.',
      bad: 'loki.write "default" {\n\texternal_labels = {\n\t\tcluster = "a"\n\t}\n}',
      good: 'loki.write "default" {\n\texternal_labels = {\n\t\tcluster = "a",\n\t}\n}',
    },
  }),
  'syntax/unclosed-bracket': define<{ open: string; close: string; found: string }>({
    message: ({ open, close, found }) => `this "${open}" is not closed: expected "${close}" before ${found}`,
    page: {
      title: 'A bracket that is not closed',
      why: 'Each opening bracket needs its closing one. In parentheses and indexes it stands on the line of the last value.',
      bad: 'prometheus.scrape "a" {\n\ttargets    = []\n\tforward_to = [\n}',
      good: 'prometheus.scrape "a" {\n\ttargets    = []\n\tforward_to = []\n}',
    },
  }),
  'syntax/unclosed-block': define<{ name: string }>({
    message: ({ name }) => `the block "${name}" is not closed: its "}" is missing`,
    page: {
      title: 'A block that is not closed',
      why: 'Each opening brace needs its closing one. The block ends where the next one begins at the margin, or at the end of the file.',
      bad: 'loki.echo "a" {\n\nloki.echo "b" { }',
      good: 'loki.echo "a" { }\n\nloki.echo "b" { }',
    },
  }),
  'syntax/stray-close': define<{ found: string }>({
    message: ({ found }) => `${found} closes nothing`,
    page: {
      title: 'A closing bracket without an opening one',
      why: 'There is one closing bracket too many, or the opening one is missing further up.',
      bad: 'loki.echo "a" { }\n}',
      good: 'loki.echo "a" { }',
    },
  }),
  'syntax/unexpected': define<{ found: string }>({
    message: ({ found }) => `expected a statement, found ${found}`,
    page: {
      title: 'Something that begins no statement',
      why: 'A statement begins with a name: that of an attribute or of a block.',
      bad: '"debug" { }',
      good: 'loki.echo "debug" { }',
    },
  }),
  'syntax/dotted-attribute': define<{ name: string }>({
    message: ({ name }) => `"${name}" cannot be given a value: the name of an attribute has no dots`,
    page: {
      title: 'An attribute with a dot in its name',
      why: 'Only the names of blocks have dots. What belongs in a nested block stands inside that block.',
      bad: 'loki.write "a" {\n\tendpoint.url = "http://loki/push"\n}',
      good: 'loki.write "a" {\n\tendpoint {\n\t\turl = "http://loki/push"\n\t}\n}',
    },
  }),
  'syntax/labelled-attribute': define<{ name: string }>({
    message: ({ name }) => `the attribute "${name}" cannot have a label; a block is written without "="`,
    page: {
      title: 'An attribute with a label',
      why: 'Only blocks have labels, and between the label and the brace of a block there is no equals sign.',
      bad: 'declare "a" = { }',
      good: 'declare "a" { }',
    },
  }),
  'syntax/quoted-name': define<{ name: string }>({
    message: ({ name }) => `the name of an attribute stands without quotes: ${name}`,
    page: {
      title: 'An attribute with its name in quotes',
      why: 'The names of attributes and blocks stand without quotes. Only the fields of objects may have quoted names.',
      bad: 'local.file "token" {\n\t"filename" = "/etc/token"\n}',
      good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/dash-in-name': define<{ name: string; better: string }>({
    message: ({ name, better }) => `"${name}" is no name: a "-" is an operator; "${better}" would be one`,
    page: {
      title: 'A dash in a name',
      why: 'Names are made of letters, digits and "_". A dash is the operator that subtracts. Where a field of an object needs one, its name stands in double quotes.',
      bad: 'local.file "token" {\n\tis-secret = true\n\tfilename = "/etc/token"\n}',
      good: 'local.file "token" {\n\tis_secret = true\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/second-label': define<{ label: string }>({
    message: ({ label }) => `a block has one label: ${label} is one too many`,
    page: {
      title: 'A second label',
      why: 'The kind of a component is its name, with dots, and what follows is its only label.',
      bad: 'prometheus "scrape" "default" { }',
      good: 'prometheus.scrape "default" { }',
    },
  }),
  'syntax/bad-label': define<{ label: string }>({
    message: ({ label }) => `the label "${label}" is no name: use letters, digits and "_" only, no digit first`,
    page: {
      title: 'A label that is no name',
      why: 'Others refer to the block by its label, so a label is a name: letters, digits and "_", no dash, no dot, no digit at its beginning, and none of true, false and null.',
      bad: 'loki.echo "my-logs" { }',
      good: 'loki.echo "my_logs" { }',
    },
  }),
  'syntax/raw-label': define({
    message: () => 'a label stands in double quotes, not in backticks',
    page: {
      title: 'A label in backticks',
      why: 'Labels are written in double quotes.',
      bad: 'loki.echo `debug` { }',
      good: 'loki.echo "debug" { }',
    },
  }),
  'syntax/unquoted-label': define<{ label: string }>({
    message: ({ label }) => `a label stands in double quotes: "${label}"`,
    page: {
      title: 'A label without quotes',
      why: 'Labels are written in double quotes.',
      bad: 'loki.echo debug { }',
      good: 'loki.echo "debug" { }',
    },
  }),
  'syntax/block-as-value': define({
    message: () => 'a block is no value',
    page: {
      title: 'A block used as a value',
      why: 'After an equals sign comes a value. To refer to another component name it with its label and an export: `loki.write.default.receiver`.',
      bad: 'loki.echo "a" {\n\tx = loki.write "b" { }\n}',
      good: 'loki.echo "a" { }\n\nloki.write "b" { }',
    },
  }),
  'syntax/double-equals': define<{ name: string }>({
    message: ({ name }) => `"${name}" is given its value with "=", not with "=="`,
    page: {
      title: 'A comparison where a value is given',
      why: '`==` compares two values. An attribute is given its value with `=`.',
      bad: 'local.file "token" {\n\tfilename == "/etc/token"\n}',
      good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
    },
  }),
  'syntax/expected-field': define<{ found: string }>({
    message: ({ found }) => `expected the name of a field, found ${found}`,
    page: {
      title: 'Something in an object that is no field',
      why: 'An object holds fields, `name = value` with commas between them. The name is a word, or text in double quotes.',
      bad: 'loki.write "a" {\n\texternal_labels = { ["a"] = "b" }\n}',
      good: 'loki.write "a" {\n\texternal_labels = { "a" = "b" }\n}',
    },
  }),
  'syntax/too-many-errors': define({
    message: () => 'there are more errors from here on: they are shown when those before are mended',
    page: {
      title: 'More errors than are shown',
      why: 'Behind a thousand errors nothing more is said of a file: it is most likely no configuration. What it means is not checked either.',
      bad: 'a file that is no configuration, with an error on each of its thousands of lines',
      good: 'a configuration',
    },
  }),
  'syntax/too-large': define<{ limit: number }>({
    message: ({ limit }) => `the file is not read from here on: there are more than ${limit.toLocaleString('en')} tokens before`,
    page: {
      title: 'A file beyond all measure',
      why: 'Alloy has no limit of its own; Assay reads a million words, signs, comments and blanks of a file, so that none can use up its memory. Configuration that people write is at most a hundredth of that. Nothing that such a file means is checked.',
      bad: 'a file of tens of megabytes',
      good: 'the same in several files',
    },
  }),
  'syntax/nesting-too-deep': define<{ limit: number }>({
    message: ({ limit }) => `this is nested deeper than ${limit} levels`,
    page: {
      title: 'Nesting beyond all measure',
      why: 'Alloy has no limit of its own; Assay reads no deeper than this, so that no input can make it fail. Nothing inside is checked.',
      bad: 'some hundreds of brackets in each other',
      good: 'the same in parts',
    },
  }),
} as const;

export type SyntaxCode = keyof typeof syntaxMessages;
export type SyntaxParams<C extends SyntaxCode> = Parameters<(typeof syntaxMessages)[C]['message']>[0];

/** What an error may carry beside its message. */
export type SyntaxExtras = Partial<Pick<ParseError, 'notes' | 'related' | 'fix'>>;

/** What is said in place of an error that is one too many. */
export function tooManyErrors(start: number, end: number): ParseError {
  return syntaxError('syntax/too-many-errors', {}, start, end);
}

export const TOO_MANY_ERRORS: SyntaxCode = 'syntax/too-many-errors';
export const UNTERMINATED_STRING: SyntaxCode = 'syntax/unterminated-string';
export const TOO_LARGE: SyntaxCode = 'syntax/too-large';

/** Makes an error of a code and its parameters. A wrong code or a missing parameter does not compile. */
export function syntaxError<C extends SyntaxCode>(
  code: C,
  params: SyntaxParams<C>,
  start: number,
  end: number,
  extras: SyntaxExtras = {},
): ParseError {
  // The table pairs each code with its parameters; TypeScript cannot see that through the union of all codes.
  const message = (syntaxMessages[code].message as (params: SyntaxParams<C>) => string)(params);
  return { code, message, start, end, notes: [], related: [], ...extras };
}

/** Text without its quotes, with the fix that puts it into them; further elements of the same list too, which `//` has made a comment. */
export function unquotedText(
  text: string,
  word: { readonly start: number; readonly end: number; readonly text: string },
  isInList: boolean,
): ParseError {
  const quoted = (value: string): string => (value.includes('\\') ? `\`${value}\`` : `"${value}"`);
  const edits = [{ start: word.start, end: word.end, text: quoted(word.text) }];
  if (isInList && word.text.includes('//')) {
    const rest = /^[^\n]*/.exec(text.slice(word.end, word.end + 2000))?.[0] ?? '';
    for (const match of rest.matchAll(/(?<=[, ])\w+:\/\/[^\s"'`()[\]{},;=|]+/g)) {
      const start = word.end + match.index;
      edits.push({ start, end: start + match[0].length, text: quoted(match[0]) });
    }
  }
  return syntaxError('syntax/unquoted-text', { text: word.text }, word.start, word.end, { fix: { title: 'put it in quotes', edits } });
}
