import { type Literal, TokenKind } from '@assay/parser';
import { functionName } from '../../../fixes/functions.ts';
import type { Source } from '../../../project/source.ts';
import { quotedStrings } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** `${NAME}` in a string, which Alloy leaves as it is, in a file that nothing replaces variables in before Alloy reads it. */
export const rule = defineRule<{ text: string; name: string; env: string }>({
  code: 'string/shell-variable',
  severity: 'info',
  message: ({ text, name, env }) => `Alloy does not replace "${text}": read the variable with ${env}("${name}")`,
  check(context, report) {
    const env = functionName(context.catalog, 'sys.env');
    const readings = new Map<Source, Reading>();
    for (const { literal, source, block } of quotedStrings(context, '${')) {
      const variable = VARIABLE.exec(literal.raw);
      const [text, name = ''] = variable ?? [];
      // Beyla runs as a program of its own, and replaces variables in what it is given (its `config.go`).
      if (!variable || text === undefined || block.fullName === 'beyla.ebpf') continue;
      const { sign, captures } = readings.get(source) ?? read(source);
      readings.set(source, { sign, captures });
      if (captures.has(name) || sign === 'told' || (sign === 'deployed' && !RUNTIME.test(name))) continue;
      const start = literal.start + variable.index;
      const fix = {
        title: `read it with ${env}`,
        safety: 'suggested' as const,
        edits: [{ file: source.path, start: literal.start, end: literal.end, text: concatenation(literal, env) }],
      };
      report(source, { start, end: start + text.length }, { text, name, env }, { fixes: [fix] });
    }
  },
});

const VARIABLE = /\$\{(?:env:)?([A-Z][A-Z0-9_]+)\}/;

/** Names of files that are made into others: Go, Jinja, Terraform, ERB, `envsubst`, autoconf. */
const TEMPLATE =
  /(?:\.(?:tmpl|tpl|gotmpl|tftpl|template|templ|j2|jinja2?|erb|ejs|mustache|envsubst|in)(?:\.[^/]*)?$)|(?:^|\/)templates?\//i;

/**
 * What nobody writes for Alloy: a dollar that is escaped, a variable with a default, one of Terraform, a template's statement. The braces of Go
 * templates alone are no sign, since stages have them too.
 */
const SUBSTITUTION =
  /\$\$\{?\w|\$\{[A-Za-z_]\w*:?[-=?+]|\$\{(?:var|local|each|data|module)\.|\{\{-?\s*(?:\.Values\b|include\b)|\{%|<%=|%\{/;

/** Words with which a comment says who reads the file first. */
const TOLD =
  /\b(?:envsubst|substitut\w*|templated?|templating|rendered|interpolat\w*|postBuild|flux|argo|terraform|ansible|helm|kustomize|sed)\b/i;

/** Comments for us, well formed or not. */
const SUPPRESSION = /\bassay\s*[:-]/i;

/** Folders of manifests that Flux, Argo CD or kustomize put variables into before the cluster sees them. */
const FOLDER = /(?:^|\/)(?:kubernetes|k8s|kube|clusters?|flux(?:-?cd|-system)?|git-?ops|argo-?cd|kustomize|overlays|manifests)\//i;

/** What is another one in each pod, so that it cannot be put in before. */
const RUNTIME = /^(?:HOST_?NAME|HOST_?IP|(?:K8S_|KUBE_|MY_)?(?:NODE|POD)_(?:NAME|IP|UID|HOSTNAME))$/;

/**
 * Whether there is a sign that something else replaces variables in a file: `told` where it says so, `deployed` where it is part of what
 * such a program most often puts together.
 */
type Sign = 'told' | 'deployed' | 'none';

/** What a file says of its variables. */
interface Reading {
  readonly sign: Sign;
  /** Names of groups in patterns: a relabel rule may call its captures so. */
  readonly captures: ReadonlySet<string>;
}

function read(source: Source): Reading {
  return { sign: signIn(source), captures: new Set([...source.text.matchAll(/<([A-Z][A-Z0-9_]+)>/g)].map(([, name = '']) => name)) };
}

function signIn({ path, text, parse }: Source): Sign {
  if (TEMPLATE.test(path) || SUBSTITUTION.test(text)) return 'told';
  const told = parse.tokens.some(({ kind, start, end }) => {
    if (kind !== TokenKind.LineComment && kind !== TokenKind.BlockComment) return false;
    const comment = text.slice(start, end);
    // A suppression gives its reason for one place, and would have nothing to suppress any more.
    return TOLD.test(comment) && !SUPPRESSION.test(comment);
  });
  if (told) return 'told';
  return FOLDER.test(path) ? 'deployed' : 'none';
}

/** The string cut at its variables: `"http://" + sys.env("HOST") + "/push"`. */
function concatenation({ raw }: Literal, env: string): string {
  const parts: string[] = [];
  let rest = raw.slice(1, -1);
  for (let found = VARIABLE.exec(rest); found; found = VARIABLE.exec(rest)) {
    if (found.index > 0) parts.push(`"${rest.slice(0, found.index)}"`);
    parts.push(`${env}("${found[1] ?? ''}")`);
    rest = rest.slice(found.index + found[0].length);
  }
  return [...parts, ...(rest === '' ? [] : [`"${rest}"`])].join(' + ');
}
