/** Data source names of MySQL, as Alloy's driver reads them: `ParseDSN` of go-sql-driver/mysql (`dsn.go`, v1.10). */
import { goDuration } from './duration.ts';
import { hostPort } from './host-port.ts';

/** What a data source name says of the server, or what is wrong with it, in words that follow its name. */
export type MysqlDsn = { readonly network: string; readonly address: string; readonly database: string } | { readonly problem: string };

/** Reads `user:password@network(address)/database?parameters`. The slash has to be there, but for the empty text. */
export function mysqlDsn(text: string): MysqlDsn {
  const slash = text.lastIndexOf('/');
  if (slash < 0) {
    return text === ''
      ? { network: 'tcp', address: '127.0.0.1:3306', database: '' }
      : { problem: 'needs a slash in front of the database, even where no database is named: "user:password@tcp(host:3306)/"' };
  }
  const server = text.slice(text.slice(0, slash).lastIndexOf('@') + 1, slash);
  const open = server.indexOf('(');
  if (open >= 0 && !server.endsWith(')'))
    return {
      problem: server.slice(open).includes(')')
        ? 'has something between the address in parentheses and the slash'
        : 'opens a parenthesis for the address that it does not close',
    };
  const question = text.indexOf('?', slash);
  const parameters = question < 0 ? undefined : readParameters(text.slice(question + 1));
  if (parameters && 'problem' in parameters) return parameters;
  const database = text.slice(slash + 1, question < 0 ? undefined : question);
  if (BAD_ESCAPE.test(database)) return { problem: 'has a % in the name of the database that two hexadecimal digits do not follow' };
  const network = (open < 0 ? server : server.slice(0, open)) || 'tcp';
  const address = open < 0 ? '' : server.slice(open + 1, -1);
  if (address === '' && network !== 'tcp' && network !== 'unix')
    return { problem: `names the network "${network}" without an address: write "tcp(${network})"` };
  const completed = network === 'tcp' ? withPort(address || '127.0.0.1:3306') : address || '/tmp/mysql.sock';
  return { network, address: completed, database };
}

const BAD_ESCAPE = /%(?![\da-f]{2})/i;
const TRUE: ReadonlySet<string> = new Set(['1', 'true', 'TRUE', 'True']);
const BOOLS: ReadonlySet<string> = new Set([...TRUE, '0', 'false', 'FALSE', 'False']);
const BOOL_PARAMETERS: ReadonlySet<string> = new Set([
  'allowAllFiles',
  'allowCleartextPasswords',
  'allowFallbackToPlaintext',
  'allowNativePasswords',
  'allowOldPasswords',
  'checkConnLiveness',
  'clientFoundRows',
  'columnsWithAlias',
  'compress',
  'interpolateParams',
  'multiStatements',
  'parseTime',
  'rejectReadOnly',
]);
const DURATION_PARAMETERS: ReadonlySet<string> = new Set(['timeTruncate', 'readTimeout', 'timeout', 'writeTimeout']);
/** Collations in which a quote can be a part of a letter: what is put into a statement could end a string there. */
const UNSAFE_COLLATIONS: ReadonlySet<string> = new Set([
  'big5_chinese_ci',
  'sjis_japanese_ci',
  'gbk_chinese_ci',
  'big5_bin',
  'gb2312_bin',
  'gbk_bin',
  'sjis_bin',
  'cp932_japanese_ci',
  'cp932_bin',
  'gb18030_chinese_ci',
  'gb18030_bin',
  'gb18030_unicode_520_ci',
]);
/** Parameters that are taken as they are, without escapes. */
const PLAIN: ReadonlySet<string> = new Set(['charset', 'collation']);

function readParameters(text: string): { readonly problem: string } | undefined {
  const values = new Map<string, string>();
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=');
    if (at < 0) continue;
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
    values.set(key, value);
    const problem = parameterProblem(key, value);
    if (problem !== undefined) return { problem };
  }
  const collation = values.get('collation') ?? '';
  if (TRUE.has(values.get('interpolateParams') ?? '') && UNSAFE_COLLATIONS.has(collation))
    return { problem: `cannot have "interpolateParams" with the collation "${collation}"` };
  const tls = values.get('tls') ?? '';
  if (tls !== '' && !isTlsWord(tls) && !['true', 'false', 'skip-verify', 'preferred'].includes(unescaped(tls)))
    return { problem: `has the parameter "tls=${tls}": Alloy knows true, false, skip-verify and preferred` };
  const key = values.get('serverPubKey');
  return key ? { problem: `names the public key "${key}" with "serverPubKey", and Alloy knows none by name` } : undefined;
}

function parameterProblem(key: string, value: string): string | undefined {
  const named = `has the parameter "${key}=${value}"`;
  if (BOOL_PARAMETERS.has(key)) return BOOLS.has(value) ? undefined : `${named}: it takes true or false`;
  if (DURATION_PARAMETERS.has(key)) return 'error' in goDuration(value) ? `${named}: it takes a duration such as "5s"` : undefined;
  if (key === 'maxAllowedPacket') return isInt64(value) ? undefined : `${named}: it takes a number of bytes`;
  if (key === 'strict') return 'has the parameter "strict", which no longer exists';
  if (key === 'tls' && isTlsWord(value)) return undefined;
  if (PLAIN.has(key) || !BAD_ESCAPE.test(value)) return undefined;
  return `${named}: after each % there have to be two hexadecimal digits`;
}

function isTlsWord(text: string): boolean {
  return BOOLS.has(text) || ['skip-verify', 'preferred'].includes(text.toLowerCase());
}

function isInt64(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text.replace('+', ''))) === BigInt(text.replace('+', ''));
}

/** Of what is escaped only the bytes of ASCII matter here. */
function unescaped(text: string): string {
  return text.replaceAll('+', ' ').replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function withPort(address: string): string {
  if (hostPort(address) === undefined) return address;
  return address.includes(':') ? `[${address}]:3306` : `${address}:3306`;
}
