import type { Type } from '@assay/catalog';
import { type Expression, type Literal, TokenKind, unquote } from '@assay/parser';
import { functionName } from '../../../fixes/functions.ts';
import { defineRule, type RuleOptions, within } from '../../rule.ts';

const options = {
  ignore: { type: 'strings', default: [], description: 'Names of attributes that may be written out, such as `username`.' },
} as const satisfies RuleOptions;

/** A secret that is written out in the configuration. */
export const rule = defineRule<{ name: string; inAddress: boolean }, typeof options>({
  code: 'secret/plaintext',
  severity: 'warning',
  perBlock: true,
  message: ({ name, inAddress }) =>
    inAddress
      ? `"${name}" has a password in it: whoever reads this file knows it`
      : `"${name}" is written out: whoever reads this file knows it`,
  options,
  check(context, report, values) {
    const config = CONFIG_BLOCKS.flatMap((name) => context.configBlocks(name));
    for (const whole of [...context.components().map(({ body }) => body), ...config]) {
      const { ignore } = values(whole.source);
      for (const body of within(whole)) {
        for (const statement of body.block.statements) {
          if (statement.kind !== 'Attribute') continue;
          const name = statement.name.text;
          const field = body.schema.byName.get(name);
          if (field?.kind !== 'attribute' || ignore.includes(name)) continue;
          for (const literal of textsIn(statement.value)) {
            const text = unquote(literal.raw);
            const inAddress = hasPassword(text);
            if (
              isSecret(field.type)
                ? isPlaceholder(text) || (SOURCES.test(name) && !holdsPassword(text))
                : !(inAddress && ADDRESSES.has(name))
            )
              continue;
            const variable = `${whole.block.label?.text ?? whole.name}_${name}`.replace(/\W/g, '_').toUpperCase();
            const call = `${functionName(body.catalog, 'sys.env')}("${variable}")`;
            const edits = [{ file: body.source.path, start: literal.start, end: literal.end, text: call }];
            report(
              body.source,
              literal,
              { name, inAddress },
              {
                fixes: [
                  {
                    title: `take it from the environment: ${call} (write its value down first: it is gone from this file)`,
                    safety: 'suggested',
                    edits,
                  },
                ],
                notes: [
                  'a file (local.file with is_secret), remote.vault or remote.kubernetes.secret keep it out of the configuration too',
                ],
              },
            );
          }
        }
      }
    }
  },
});

/** Blocks beside the components that log in somewhere. */
const CONFIG_BLOCKS = ['import.git', 'import.http', 'remotecfg'];

/** Attributes that hold an address, and are no secrets to Alloy. */
const ADDRESSES: ReadonlySet<string> = new Set(['address', 'endpoint', 'server', 'url']);

/** Secrets that say where a database is, with or without a password. */
const SOURCES = /(?:data_source_names?|connection_string|dsn|uri|url)$/;

/** A password in the forms in which databases are addressed: a URL, `user:password@(host)`, and pairs. */
function holdsPassword(text: string): boolean {
  if (hasPassword(text)) return true;
  const password = /^[^\s/:@]+:([^\s/@]+)@/.exec(text)?.[1] ?? /\b(?:password|pwd)\s*=\s*([^\s;]+)/i.exec(text)?.[1];
  return password !== undefined && !isPlaceholder(password);
}

/** A string, or those of a list. What is put together is not looked at. */
function textsIn(value: Expression): Literal[] {
  if (value.kind === 'Array') return value.elements.flatMap(textsIn);
  return value.kind === 'Literal' && (value.token === TokenKind.String || value.token === TokenKind.RawString) ? [value] : [];
}

function isSecret(type: Type): boolean {
  return type.kind === 'secret' || (type.kind === 'list' && isSecret(type.of));
}

/** Credentials in an address, with a password that is more than a placeholder. */
function hasPassword(text: string): boolean {
  const [, user, password] = /^[\w+.-]+:\/\/([^\s/:@]*):([^\s/@]+)@/.exec(text) ?? [];
  // Documentation writes `username:password@`.
  if (/^user(?:_?name)?$/i.test(user ?? '') && /^pass(?:word)?$/i.test(password ?? '')) return false;
  return password !== undefined && !isPlaceholder(password);
}

/** What is meant to be replaced before the configuration is used, or is no secret: a URL without credentials. */
function isPlaceholder(text: string): boolean {
  if (text === '' || /^[<{$%[]|[>}%\]]$|^(?:x+|\*+|\.+|0+)$/i.test(text)) return true;
  // `YOUR_TOKEN`, `your-token`, `example-password`, `PASSWORD`
  if (/^(?:your|example)/i.test(text) || /^[A-Z]+(?:_[A-Z]+)*$/.test(text)) return true;
  return /^\w+:\/\//.test(text) && !hasPassword(text);
}
