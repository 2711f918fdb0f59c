import { define } from '../diagnostics/define.ts';

/** The codes of what a component refuses when Alloy builds it. */
export const buildCodes = {
  'value/enum': define<{ name: string; value: string; accepted: readonly string[] }>({
    severity: 'error',
    authority: 'load',
    title: 'A word that is not one of those accepted',
    message: ({ name, value, accepted }) => `${name} cannot be ${JSON.stringify(value)}: it takes ${listOf(accepted)}`,
    why: 'The attribute takes a string, but its component knows only a few words and refuses to be built with any other. `alloy validate` does not look at this; `alloy run` refuses to start.',
    bad: 'otelcol.processor.metric_start_time "a" {\n\tstrategy = "first"\n\n\toutput { }\n}',
    good: 'otelcol.processor.metric_start_time "a" {\n\tstrategy = "true_reset_point"\n\n\toutput { }\n}',
  }),
  'value/range': define<{ name: string; problem: string }>({
    severity: 'error',
    authority: 'load',
    title: 'A number or duration out of range',
    message: ({ name, problem }) => `${name} ${problem}`,
    why: 'The component accepts only some numbers here and refuses to be built with others. `alloy validate` does not look at this; `alloy run` refuses to start.',
    bad: 'otelcol.processor.probabilistic_sampler "a" {\n\tsampling_percentage = -5\n\n\toutput { }\n}',
    good: 'otelcol.processor.probabilistic_sampler "a" {\n\tsampling_percentage = 5\n\n\toutput { }\n}',
  }),
  'value/format': define<{ name: string; problem: string }>({
    severity: 'error',
    authority: 'load',
    title: 'Text that the component cannot read',
    message: ({ name, problem }) => `${name} ${problem}`,
    why: 'Addresses, URLs, names and other text with a form of its own are read when the component is built. `alloy validate` takes any string; `alloy run` refuses to start.',
    bad: 'discovery.puppetdb "a" {\n\turl   = "puppetdb:8080"\n\tquery = "resources { }"\n}',
    good: 'discovery.puppetdb "a" {\n\turl   = "http://puppetdb:8080"\n\tquery = "resources { }"\n}',
  }),
  'value/required': define<{ name: string; block: string; reason: string }>({
    severity: 'error',
    authority: 'load',
    title: 'Something that must be set is not',
    message: ({ name, block, reason }) => `"${block}" needs ${name}${reason ? ` ${reason}` : ''}`,
    why: 'The attribute or block is optional as far as the language goes, but the component cannot be built without it, or not with what else is set. `alloy validate` does not look at this; `alloy run` refuses to start.',
    bad: 'discovery.relabel "a" {\n\ttargets = []\n\n\trule {\n\t\treplacement = "b"\n\t}\n}',
    good: 'discovery.relabel "a" {\n\ttargets = []\n\n\trule {\n\t\ttarget_label = "a"\n\t\treplacement  = "b"\n\t}\n}',
  }),
  'value/relation': define<{ problem: string }>({
    severity: 'error',
    authority: 'load',
    title: 'Settings that do not go together',
    message: ({ problem }) => problem,
    why: 'Each setting is fine by itself, but the component refuses them together: one limits the other, or has a meaning only without it. `alloy validate` does not look at this; `alloy run` refuses to start.',
    bad: 'prometheus.scrape "a" {\n\ttargets         = []\n\tforward_to      = []\n\tscrape_interval = "10s"\n\tscrape_timeout  = "30s"\n}',
    good: 'prometheus.scrape "a" {\n\ttargets         = []\n\tforward_to      = []\n\tscrape_interval = "30s"\n\tscrape_timeout  = "10s"\n}',
  }),
  'exclusive/required': define<{ block: string; names: readonly string[]; exactly: boolean }>({
    severity: 'error',
    authority: 'load',
    title: 'One of several settings is needed',
    message: ({ block, names, exactly }) => `"${block}" needs ${exactly ? 'exactly ' : ''}one of ${listOf(names)}`,
    why: 'The component can work with any of these, but not with none of them. `alloy validate` does not look at this; `alloy run` refuses to start.',
    bad: 'discovery.azure "a" { }',
    good: 'discovery.azure "a" {\n\tmanaged_identity {\n\t\tclient_id = "a"\n\t}\n}',
  }),
  'exclusive/together': define<{ name: string; other: string; block: string }>({
    severity: 'error',
    authority: 'load',
    title: 'A setting that needs another one',
    message: ({ name, other, block }) => `"${name}" of "${block}" needs "${other}" as well`,
    why: 'These settings have a meaning only together: a certificate and its key, a user and a password. `alloy validate` does not look at this; `alloy run` refuses to start.',
    bad: 'discovery.http "a" {\n\turl = "http://sd"\n\n\ttls_config {\n\t\tcert_file = "/etc/tls.crt"\n\t}\n}',
    good: 'discovery.http "a" {\n\turl = "http://sd"\n\n\ttls_config {\n\t\tcert_file = "/etc/tls.crt"\n\t\tkey_file  = "/etc/tls.key"\n\t}\n}',
  }),
  'ottl/syntax': define<{ problem: string }>({
    severity: 'error',
    authority: 'load',
    title: 'A statement or condition that is no OTTL',
    message: ({ problem }) => problem,
    why: 'The transform and filter processors read their statements when they are built: the functions, what each is given, and the paths of the context. `alloy validate` takes any string; `alloy run` refuses to start, and an Alloy that is reloaded quietly goes on with what it had.',
    bad: 'otelcol.processor.transform "a" {\n\tlog_statements {\n\t\tcontext    = "log"\n\t\tstatements = [`sett(attributes["a"], "b")`]\n\t}\n\n\toutput { }\n}',
    good: 'otelcol.processor.transform "a" {\n\tlog_statements {\n\t\tcontext    = "log"\n\t\tstatements = [`set(attributes["a"], "b")`]\n\t}\n\n\toutput { }\n}',
  }),
  'component/refused': define<{ problem: string }>({
    severity: 'error',
    authority: 'load',
    title: 'A component that cannot be built as it is written',
    message: ({ problem }) => problem,
    why: 'Everything is written as the language wants it, but the component refuses to be built with it. `alloy validate` does not look at this; `alloy run` refuses to start.',
    bad: 'discovery.digitalocean "a" {\n\tbearer_token_file = "/etc/token"\n}',
    good: 'discovery.linode "a" {\n\tbearer_token_file = "/etc/token"\n}',
  }),
} as const;

function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => JSON.stringify(name));
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
