import { syntaxMessages } from '@assay/parser';
import type { Authority, Severity } from './diagnostic.ts';

/** What a code stands for. `message` makes the sentence that stands alone; the rest is the page of `assay explain CODE`. */
interface CodeDefinition<Params> {
  readonly severity: Severity;
  readonly authority: Authority;
  readonly title: string;
  readonly message: (params: Params) => string;
  /** What it is, why it matters and what to do. */
  readonly why: string;
  /** A configuration on which it speaks, and the same put right. */
  readonly bad: string;
  readonly good: string;
}

const define = <Params>(definition: CodeDefinition<Params>): CodeDefinition<Params> => definition;

/**
 * Every code of the checker. A code is never used again for something else.
 *
 * The codes of syntax errors are the parser's ({@link syntaxMessages}).
 */
export const definitions = {
  'file/encoding': define<{ problem: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A file that is not UTF-8',
    message: ({ problem }) => problem,
    why: 'Alloy reads UTF-8 only and refuses the whole program before it looks at a single line. Save the file as UTF-8, with or without a byte order mark.',
    bad: 'a file saved as UTF-16 (the default of some Windows editors)',
    good: 'the same file saved as UTF-8',
  }),
  'structure/top-level-attribute': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'An attribute outside of any block',
    message: ({ name }) => `the attribute "${name}" stands outside of any block`,
    why: 'At the top of a file there can only be blocks. Most often a block was closed too early, or its first line is missing.',
    bad: 'log_level = "debug"',
    good: 'logging {\n\tlevel = "debug"\n}',
  }),
  'structure/attribute-in-module': define<{ name: string; inside: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'An attribute directly in a declare or a template',
    message: ({ name, inside }) => `the attribute "${name}" stands directly in a ${inside}, which holds only blocks`,
    why: 'The body of a declare and the template of a foreach are small programs of their own: they hold blocks, and attributes stand in those.',
    bad: 'declare "greeting" {\n\tvalue = "hello"\n}',
    good: 'declare "greeting" {\n\texport "value" {\n\t\tvalue = "hello"\n\t}\n}',
  }),
  'structure/duplicate-block': define<{ id: string; where: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'Two blocks with the same name and label',
    message: ({ id, where }) => `"${id}" is already declared ${where}`,
    why: 'Other blocks refer to a block by its name and its label, so in one program (all files of a directory, if Alloy is given the directory) the pair must be unique. Give one of them another label.',
    bad: 'loki.echo "debug" { }\n\nloki.echo "debug" { }',
    good: 'loki.echo "debug" { }\n\nloki.echo "trace" { }',
  }),
  'structure/missing-label': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A block without its label',
    message: ({ name }) => `"${name}" needs a label`,
    why: 'A component is referred to by its name and its label, so each one needs a label, even where nothing refers to it. So do declare, argument, export, foreach and the imports.',
    bad: 'loki.echo { }',
    good: 'loki.echo "debug" { }',
  }),
  'structure/unknown-component': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A component that does not exist',
    message: ({ name }) => `there is no component "${name}"`,
    why: 'No component of this Alloy version has that name, and no declare or import of the program defines it. Look for a typing error, for a component that a later version brought or an earlier one still had (`--alloy-version`), or for a nested block that slipped out of its component.',
    bad: 'loki.ehco "debug" { }',
    good: 'loki.echo "debug" { }',
  }),
  'structure/not-configurable': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A service that has no block',
    message: ({ name }) => `the service "${name}" cannot be configured with a block`,
    why: 'Alloy runs this service by itself, and what there is to set is set with flags of `alloy run`.',
    bad: 'ui { }',
    good: 'livedebugging {\n\tenabled = true\n}',
  }),
  'structure/only-in-module': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'An argument or export outside of a module',
    message: ({ name }) => `${name === 'argument' ? 'an argument' : 'an export'} only has a meaning inside a declare`,
    why: 'Arguments are what an instance of a custom component is given, and exports are what it gives back: both belong inside `declare`. A file that is meant to be imported puts them inside a declare too.',
    bad: 'argument "level" {\n\toptional = true\n}',
    good: 'declare "logger" {\n\targument "level" {\n\t\toptional = true\n\t}\n}',
  }),
  'structure/not-in-module': define<{ name: string; inside: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A setting of the whole program inside a module',
    message: ({ name, inside }) => `"${name}" configures the whole program and cannot stand in a ${inside}`,
    why: 'Logging, tracing and the services exist once in a process, so their blocks stand at the top of the configuration.',
    bad: 'declare "quiet" {\n\tlogging {\n\t\tlevel = "error"\n\t}\n}',
    good: 'logging {\n\tlevel = "error"\n}',
  }),
  'stability/component': define<{ subject: string; stability: string; minimum: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A feature below the allowed stability level',
    message: ({ subject, stability, minimum }) => `${subject} is ${stability}, but only ${minimum} is allowed`,
    why: 'Alloy refuses features that promise less than `--stability.level` asks for, and by default it asks for generally-available. Start Alloy with the lower level (in the Helm chart: `alloy.stabilityLevel`), and tell Assay with `--stability`, or do without the feature.',
    bad: 'foreach "each" {\n\tcollection = [1]\n\tvar        = "item"\n\n\ttemplate { }\n}',
    good: 'loki.echo "debug" { }',
  }),
  'stability/community': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A community component',
    message: ({ name }) => `"${name}" is a community component, and these are not enabled`,
    why: 'Community components come without a promise of support. Alloy takes them only when it is started with `--feature.community-components.enabled`; tell Assay with `--community`.',
    bad: 'otelcol.exporter.splunkhec "logs" {\n\tclient {\n\t\tendpoint = "https://splunk:8088"\n\t}\n\n\tsplunk {\n\t\ttoken = sys.env("SPLUNK_TOKEN")\n\t}\n}',
    good: 'prometheus.exporter.self "alloy" { }',
  }),
  'block/unknown-attribute': define<{ name: string; block: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'An attribute that the block does not have',
    message: ({ name, block }) => `"${block}" has no attribute "${name}"`,
    why: 'Alloy refuses names that it does not know. Often the attribute is misspelt, or belongs in a block one level deeper or higher. `assay explain COMPONENT` lists what there is.',
    bad: 'local.file "token" {\n\tfilename = "/etc/token"\n\tdetektor = "poll"\n}',
    good: 'local.file "token" {\n\tfilename = "/etc/token"\n\tdetector = "poll"\n}',
  }),
  'block/unknown-block': define<{ name: string; block: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A nested block that the block does not have',
    message: ({ name, block }) => `"${block}" has no block "${name}"`,
    why: 'Alloy refuses names that it does not know. Often the block is misspelt, or belongs one level deeper or higher.',
    bad: 'loki.write "default" {\n\tendpoints {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}',
    good: 'loki.write "default" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}',
  }),
  'block/must-be-block': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A block written as an attribute',
    message: ({ name }) => `"${name}" is a block: write "${name} { … }" without "="`,
    why: 'What is a block and what is an attribute is fixed for each name. A block has no equals sign, and no commas between what stands in it.',
    bad: 'loki.write "default" {\n\tendpoint = {\n\t\turl = "http://loki:3100/loki/api/v1/push",\n\t}\n}',
    good: 'loki.write "default" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}',
  }),
  'block/must-be-attribute': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'An attribute written as a block',
    message: ({ name }) => `"${name}" is an attribute: write "${name} = …"`,
    why: 'What is a block and what is an attribute is fixed for each name. An attribute takes an equals sign; an object as its value has commas between its fields.',
    bad: 'loki.write "default" {\n\texternal_labels {\n\t\tcluster = "a"\n\t}\n}',
    good: 'loki.write "default" {\n\texternal_labels = {\n\t\tcluster = "a",\n\t}\n}',
  }),
  'block/duplicate-attribute': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'An attribute given twice',
    message: ({ name }) => `"${name}" is given twice`,
    why: 'An attribute can be given once in a block. Keep the one that is meant.',
    bad: 'local.file "token" {\n\tfilename = "/etc/a"\n\tfilename = "/etc/b"\n}',
    good: 'local.file "token" {\n\tfilename = "/etc/b"\n}',
  }),
  'block/duplicate-block': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A block given twice that may stand once',
    message: ({ name }) => `the block "${name}" may only be given once`,
    why: 'This block is a setting, not an entry of a list. Put everything into one of them.',
    bad: 'otelcol.receiver.otlp "apps" {\n\tgrpc { }\n\n\tgrpc { }\n\n\toutput { }\n}',
    good: 'otelcol.receiver.otlp "apps" {\n\tgrpc { }\n\n\toutput { }\n}',
  }),
  'block/wrong-count': define<{ name: string; expected: number; found: number }>({
    severity: 'error',
    authority: 'validate',
    title: 'A block given too often or too seldom',
    message: ({ name, expected, found }) => `the block "${name}" must be given exactly ${expected} times, and is given ${found} times`,
    why: 'Alloy wants this block a fixed number of times.',
    bad: 'a component whose block must stand exactly twice, with one of them',
    good: 'the same with both',
  }),
  'block/missing-attribute': define<{ name: string; block: string; type: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A required attribute is missing',
    message: ({ name, block, type }) => `"${block}" needs the attribute "${name}" (${type})`,
    why: 'Without this attribute Alloy cannot build the component, and refuses to start.',
    bad: 'local.file "token" { }',
    good: 'local.file "token" {\n\tfilename = "/etc/token"\n}',
  }),
  'block/missing-block': define<{ name: string; block: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A required block is missing',
    message: ({ name, block }) => `"${block}" needs a block "${name}"`,
    why: 'Without this block Alloy cannot build the component, and refuses to start.',
    bad: 'otelcol.receiver.otlp "apps" {\n\tgrpc { }\n}',
    good: 'otelcol.receiver.otlp "apps" {\n\tgrpc { }\n\n\toutput { }\n}',
  }),
  'block/label-not-allowed': define<{ name: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A label on a block that takes none',
    message: ({ name }) => `the block "${name}" takes no label`,
    why: 'This block is a map from names to values, and has no name of its own.',
    bad: 'a map block with a label',
    good: 'the same block without it',
  }),
  'block/label-not-supported': define<{ name: string }>({
    severity: 'error',
    authority: 'load',
    title: 'A label on a nested block that takes none',
    message: ({ name }) => `the block "${name}" takes no label`,
    why: 'Only few nested blocks have a label. `alloy validate` does not look; `alloy run` refuses to build the component.',
    bad: 'loki.write "default" {\n\tendpoint "main" {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}',
    good: 'loki.write "default" {\n\tendpoint {\n\t\tname = "main"\n\t\turl  = "http://loki:3100/loki/api/v1/push"\n\t}\n}',
  }),
  'block/label-required': define<{ name: string }>({
    severity: 'error',
    authority: 'load',
    title: 'A nested block without the label that it needs',
    message: ({ name }) => `the block "${name}" needs a label`,
    why: 'The label is the name of what the block describes. `alloy validate` does not look; `alloy run` refuses to build the component.',
    bad: 'prometheus.exporter.snmp "net" {\n\tconfig_file = "/etc/snmp.yml"\n\n\ttarget {\n\t\taddress = "192.0.2.1"\n\t}\n}',
    good: 'prometheus.exporter.snmp "net" {\n\tconfig_file = "/etc/snmp.yml"\n\n\ttarget "switch" {\n\t\taddress = "192.0.2.1"\n\t}\n}',
  }),
  'exclusive/one-of': define<{ name: string; other: string; block: string }>({
    severity: 'error',
    authority: 'load',
    title: 'Two settings that exclude each other',
    message: ({ name, other, block }) => `"${block}" takes "${name}" or "${other}", not both`,
    why: 'The component can follow only one of them, and refuses to be built with both. `alloy validate` does not look; `alloy run` refuses to start. Keep the one that is meant.',
    bad: 'loki.write "default" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\n\t\tbasic_auth {\n\t\t\tusername      = "alloy"\n\t\t\tpassword      = "secret"\n\t\t\tpassword_file = "/var/run/secrets/password"\n\t\t}\n\t}\n}',
    good: 'loki.write "default" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\n\t\tbasic_auth {\n\t\t\tusername      = "alloy"\n\t\t\tpassword_file = "/var/run/secrets/password"\n\t\t}\n\t}\n}',
  }),
  'block/missing-argument': define<{ name: string; component: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A required argument of a custom component is missing',
    message: ({ name, component }) => `"${component}" needs the argument "${name}"`,
    why: 'The declare has an `argument` of that name that is not optional. Give it, or mark it `optional = true` there (the literal: `alloy validate` does not recognise anything else).',
    bad: 'declare "reader" {\n\targument "path" { }\n}\n\nreader "a" { }',
    good: 'declare "reader" {\n\targument "path" { }\n}\n\nreader "a" {\n\tpath = "/etc/token"\n}',
  }),
  'module/no-such-declare': define<{ name: string; declare: string }>({
    severity: 'error',
    authority: 'load',
    title: 'More in the name of a custom component than its declare has',
    message: ({ name, declare }) => `"${name}" names nothing: the component that is declared is "${declare}"`,
    why: "An instance of a declare of this program has the declare's label as its whole name. Names with a dot belong to imports: `namespace.declare`. `alloy validate` does not look; `alloy run` refuses to build the component.",
    bad: 'declare "reader" {\n\tlocal.file "a" {\n\t\tfilename = "/etc/a"\n\t}\n}\n\nreader.file "one" { }',
    good: 'declare "reader" {\n\tlocal.file "a" {\n\t\tfilename = "/etc/a"\n\t}\n}\n\nreader "one" { }',
  }),
  'module/empty-declare': define<{ name: string }>({
    severity: 'error',
    authority: 'load',
    title: 'An instance of a declare with nothing in it',
    message: ({ name }) => `"${name}" is declared with nothing in it, and cannot be used`,
    why: 'Alloy finds no component behind a declare whose body is empty. `alloy validate` does not look; `alloy run` refuses to build the component.',
    bad: 'declare "reader" { }\n\nreader "one" { }',
    good: 'declare "reader" {\n\tlocal.file "a" {\n\t\tfilename = "/etc/a"\n\t}\n}\n\nreader "one" { }',
  }),
  'module/recursive': define<{ path: readonly string[] }>({
    severity: 'error',
    authority: 'load',
    title: 'A declare that holds an instance of itself',
    message: ({ path }) => `this declare holds an instance of itself: ${path.join(' → ')}`,
    why: 'A component that contains itself would never end. `alloy validate` does not look; `alloy run` refuses to start.',
    bad: 'declare "reader" {\n\treader "again" { }\n}',
    good: 'declare "reader" {\n\tlocal.file "a" {\n\t\tfilename = "/etc/a"\n\t}\n}',
  }),
  'type/mismatch': define<{ name: string; expected: string; found: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A value of the wrong type',
    message: ({ name, expected, found }) => `${name} takes ${expected}, not ${found}`,
    why: 'Alloy decodes each value into the type of its attribute. Numbers are taken where text is wanted, and numbers in quotes where a number is wanted; `"true"` is no bool, and one value is no list.',
    bad: 'local.file "token" {\n\tfilename  = "/etc/token"\n\tis_secret = "true"\n}',
    good: 'local.file "token" {\n\tfilename  = "/etc/token"\n\tis_secret = true\n}',
  }),
  'type/bad-value': define<{ name: string; problem: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A value that its own parser refuses',
    message: ({ name, problem }) => `${name} does not take this value: ${problem}`,
    why: 'Durations, sizes, regular expressions, URLs and enumerations are text with rules of their own. Durations are made of the units ns, us, ms, s, m and h: a day is "24h".',
    bad: 'local.file "token" {\n\tfilename       = "/etc/token"\n\tpoll_frequency = "1d"\n}',
    good: 'local.file "token" {\n\tfilename       = "/etc/token"\n\tpoll_frequency = "24h"\n}',
  }),
  'type/operator': define<{ problem: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'An operator that these values do not have',
    message: ({ problem }) => `this operation fails: ${problem}`,
    why: 'Operators do not convert their operands: `+` joins two strings or adds two numbers, `&&` and `||` take bools.',
    bad: 'local.file "token" {\n\tfilename = "/etc/token" + 1\n}',
    good: 'local.file "token" {\n\tfilename = "/etc/token" + "1"\n}',
  }),
  'type/out-of-range': define<{ literal: string }>({
    severity: 'error',
    authority: 'load',
    title: 'A number that no float can hold',
    message: ({ literal }) => `the number ${literal} is too large`,
    why: 'The largest number is about 1.8e308. `alloy validate` crashes on a larger one, and `alloy run` refuses it.',
    bad: 'otelcol.processor.batch "default" {\n\ttimeout         = "1s"\n\tsend_batch_size = 1e999\n\n\toutput { }\n}',
    good: 'otelcol.processor.batch "default" {\n\ttimeout         = "1s"\n\tsend_batch_size = 8192\n\n\toutput { }\n}',
  }),
  'reference/unknown': define<{ text: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A reference to nothing',
    message: ({ text }) => `"${text}" refers to nothing that is defined here`,
    why: 'No component, argument or function of that name is in scope. Look for a typing error in the label, for a component that was removed or renamed, and for quotes that are missing around a text. Inside a declare only what the declare itself holds is in scope.',
    bad: 'prometheus.scrape "self" {\n\ttargets    = []\n\tforward_to = [prometheus.remote_write.default.receiver]\n}',
    good: 'prometheus.scrape "self" {\n\ttargets    = []\n\tforward_to = [prometheus.remote_write.default.receiver]\n}\n\nprometheus.remote_write "default" { }',
  }),
  'reference/out-of-scope': define<{ text: string; name: string }>({
    severity: 'error',
    authority: 'load',
    title: 'A variable outside of its scope',
    message: ({ text, name }) => `"${text}": the variable "${name}" is not in scope here`,
    why: '`argument` is known inside a declare only, and the variable of a foreach inside its template only. `alloy validate` does not notice, because it keeps one table of variables for the whole program; `alloy run` refuses the configuration.',
    bad: 'declare "reader" {\n\targument "path" { }\n}\n\nlocal.file "token" {\n\tfilename = argument.path.value\n}',
    good: 'declare "reader" {\n\targument "path" { }\n\n\tlocal.file "token" {\n\t\tfilename = argument.path.value\n\t}\n}',
  }),
  'reference/no-such-export': define<{ name: string; component: string }>({
    severity: 'error',
    authority: 'load',
    title: 'An export that the component does not have',
    message: ({ name, component }) => `"${component}" has no export "${name}"`,
    why: 'What others can read of a component are its exports. `alloy validate` takes any name behind a component that exists; `alloy run` refuses to start. `assay explain COMPONENT` lists the exports.',
    bad: 'loki.echo "debug" { }\n\nloki.process "a" {\n\tforward_to = [loki.echo.debug.reciever]\n}',
    good: 'loki.echo "debug" { }\n\nloki.process "a" {\n\tforward_to = [loki.echo.debug.receiver]\n}',
  }),
  'reference/missing-export': define<{ subject: string; id: string; expected: string }>({
    severity: 'error',
    authority: 'load',
    title: 'A whole component where one of its exports is meant',
    message: ({ subject, id, expected }) => `${subject} takes ${expected}, and "${id}" is a whole component`,
    why: 'A component is no receiver and no list: it has them as exports, most often `receiver`, `input`, `targets` or `output`. `alloy validate` does not look; `alloy run` refuses to start.',
    bad: 'loki.echo "debug" { }\n\nloki.process "a" {\n\tforward_to = [loki.echo.debug]\n}',
    good: 'loki.echo "debug" { }\n\nloki.process "a" {\n\tforward_to = [loki.echo.debug.receiver]\n}',
  }),
  'type/wrong-reference': define<{ subject: string; expected: string; found: string }>({
    severity: 'error',
    authority: 'load',
    title: 'An export of the wrong kind',
    message: ({ subject, expected, found }) => `${subject} takes ${expected}, and this is ${found}`,
    why: 'Prometheus, Loki, OpenTelemetry and Pyroscope components each speak a language of their own, and so do relabel rules and authentication handlers. `alloy validate` does not look at what a reference holds; `alloy run` refuses to start. Some components translate: otelcol.receiver.prometheus, otelcol.receiver.loki, otelcol.exporter.prometheus and otelcol.exporter.loki.',
    bad: 'loki.echo "debug" { }\n\nprometheus.scrape "a" {\n\ttargets    = []\n\tforward_to = [loki.echo.debug.receiver]\n}',
    good: 'prometheus.echo "debug" { }\n\nprometheus.scrape "a" {\n\ttargets    = []\n\tforward_to = [prometheus.echo.debug.receiver]\n}',
  }),
  'reference/cycle': define<{ path: readonly string[] }>({
    severity: 'error',
    authority: 'validate',
    title: 'Blocks that refer to each other in a circle',
    message: ({ path }) => `these blocks wait for each other: ${path.join(' → ')}`,
    why: 'Alloy evaluates a block after the blocks it refers to. In a circle none can be the first. Data may well flow in both directions between two components only if one of them does not have to be named by the other.',
    bad: 'local.file "a" {\n\tfilename = local.file.b.content\n}\n\nlocal.file "b" {\n\tfilename = local.file.a.content\n}',
    good: 'local.file "a" {\n\tfilename = "/etc/a"\n}\n\nlocal.file "b" {\n\tfilename = local.file.a.content\n}',
  }),
  'reference/self': define<{ id: string }>({
    severity: 'error',
    authority: 'validate',
    title: 'A block that refers to itself',
    message: ({ id }) => `"${id}" refers to itself`,
    why: 'A block cannot wait for its own exports. Most often another label was meant.',
    bad: 'local.file "a" {\n\tfilename = local.file.a.content\n}',
    good: 'local.file "a" {\n\tfilename = "/etc/a"\n}',
  }),
  'reference/shadows-function': define<{ name: string }>({
    severity: 'warning',
    authority: 'validate',
    title: 'A component that hides a function',
    message: ({ name }) => `a component here hides the function or namespace "${name}" of the standard library`,
    why: 'The reference means the component. `alloy validate` fails on this warning; `alloy run` only logs it.',
    bad: 'declare "encoding" {\n\texport "value" {\n\t\tvalue = "a"\n\t}\n}\n\nencoding "x" { }\n\nlocal.file "a" {\n\tfilename = encoding.x.value\n}',
    good: 'declare "coder" {\n\texport "value" {\n\t\tvalue = "a"\n\t}\n}\n\ncoder "x" { }\n\nlocal.file "a" {\n\tfilename = coder.x.value\n}',
  }),
  'deprecated/function': define<{ name: string; replacement: string | undefined }>({
    severity: 'warning',
    authority: 'validate',
    title: 'A deprecated function',
    message: ({ name, replacement }) => `the function "${name}" is deprecated${replacement ? `: use "${replacement}"` : ''}`,
    why: 'The functions at the top level moved into namespaces in v1.4. The old names still work, but `alloy validate` fails on this warning.',
    bad: 'local.file "token" {\n\tfilename = env("TOKEN_FILE")\n}',
    good: 'local.file "token" {\n\tfilename = sys.env("TOKEN_FILE")\n}',
  }),
} as const;

export type Code = keyof typeof definitions;

/** The parameters that a code's message takes. */
export type Params<C extends Code> = Parameters<(typeof definitions)[C]['message']>[0];

/** What `assay explain CODE` prints. */
export interface CodePage {
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly authority: Authority;
  /** Markdown. */
  readonly text: string;
}

/** All codes, those of the parser included. */
export const codes: readonly string[] = [...Object.keys(syntaxMessages), ...Object.keys(definitions)].sort();
