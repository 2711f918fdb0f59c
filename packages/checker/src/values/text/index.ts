/**
 * The types of Alloy that read a string with a parser of their own: one function each, that gives what the real
 * program says of a text, or `undefined` where it takes it. The names are the Go types', without the folders
 * before them; sources are Alloy's `UnmarshalText` of each, and the libraries named.
 */
import { quote } from '../quote.ts';
import { base2Bytes } from './bytes.ts';
import { regex } from './regex.ts';
import { template } from './template.ts';
import { url } from './url.ts';
import { isBefore } from './version.ts';

/**
 * What is wrong with a text, in the real program's words; `undefined` where nothing is. `version` is the Alloy
 * version, as catalogs name it.
 */
export type TextParser = (text: string, version: string) => string | undefined;

interface TextType {
  readonly parse: TextParser;
  /** What is said of `null`, where the type's own check refuses its zero value. Null is fine everywhere else. */
  readonly nullError?: string;
}

/** The exact names, told apart by case; `message` makes the error of the quoted text. */
function oneOf(names: readonly string[], message: (quoted: string) => string): TextParser {
  const accepted = new Set(names);
  return (text) => (accepted.has(text) ? undefined : message(quote(text)));
}

/** As {@link oneOf}, but the text appears in the message as it is. */
function oneOfBare(names: readonly string[], message: (text: string) => string): TextParser {
  const accepted = new Set(names);
  return (text) => (accepted.has(text) ? undefined : message(text));
}

/** The names in any case; `message` gets the text in lower case. */
function oneOfFolded(names: readonly string[], message: (lower: string) => string): TextParser {
  const parse = oneOfBare(names, message);
  return (text, version) => parse(text.toLowerCase(), version);
}

const errorMode = oneOfFolded(['ignore', 'propagate', 'silent'], (text) => `unknown error mode ${text}`);
const sourceType = oneOfBare(['line', 'label', 'structured_metadata', 'extracted'], (text) => `unknown source_type: ${text}`);
const tlsVersions = ['TLS10', 'TLS11', 'TLS12', 'TLS13'];
const severities = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((name) => [name, `${name}2`, `${name}3`, `${name}4`]);

/** Those of Go's cipher suites that it does not call insecure. */
const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  ...['ECDSA', 'RSA'].flatMap((key) =>
    ['AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256'].map(
      (cipher) => `TLS_ECDHE_${key}_WITH_${cipher}`,
    ),
  ),
];

const textTypes: Readonly<Record<string, TextType>> = {
  'cloudflare.FieldsType': {
    parse: oneOfBare(['default', 'minimal', 'extended', 'all', 'custom'], (text) => `unknown fields type: ${text}`),
  },
  'config.SysLogFormat': { parse: oneOfBare(['rfc5424', 'rfc3164'], (text) => `unknown syslog format: ${text}`) },
  'config.SyslogFormat': {
    parse: oneOfBare(['rfc5424', 'rfc3164', 'raw'], (text) => `unknown syslog format: ${text}`),
    nullError: 'unknown syslog format: ""',
  },
  'config.URL': { parse: url },
  'config.TLSVersion': { parse: oneOfBare(tlsVersions, (text) => `unknown TLS version: ${text}`) },
  'config.Level': { parse: oneOf(['none', 'basic', 'normal', 'detailed'], (text) => `unrecognized debug level ${text}`) },
  // Before v1.5.
  'configtelemetry.Level': {
    parse: oneOfFolded(['none', 'basic', 'normal', 'detailed'], (text) => `unknown metrics level ${quote(text)}`),
  },
  'configcompression.Type': {
    parse: oneOf(
      ['gzip', 'zlib', 'deflate', 'snappy', 'x-snappy-framed', 'zstd', 'lz4', 'none', ''],
      (text) => `unsupported compression type ${text}`,
    ),
  },
  'file.CompressionFormat': {
    // The real program lists them in a different order each time.
    parse: oneOf(['gz', 'z', 'bz2'], (text) => `unsupported compression format: ${text} - please use one of "gz, z, bz2"`),
  },
  'file.OnPositionsFileError': {
    parse: oneOfBare(['skip', 'restart_from_end', 'restart_from_beginning'], (text) => `unknown OnPositionsFileError value: ${text}`),
  },
  'filedetector.Detector': {
    parse: oneOf(['', 'fsnotify', 'poll'], (text) => `unrecognized detector ${text}, expected fsnotify or poll`),
  },
  'headers.Action': {
    parse: oneOfFolded(['insert', 'update', 'upsert', 'delete'], (text) => `unknown action ${text}`),
    nullError: 'action is set to an invalid value of ""',
  },
  'http.ClientAuth': {
    parse: oneOf(
      ['NoClientCert', 'RequestClientCert', 'RequireAnyClientCert', 'VerifyClientCertIfGiven', 'RequireAndVerifyClientCert'],
      (text) => `unknown client auth type ${text}`,
    ),
  },
  'http.TLSCipher': { parse: oneOf(ciphers, (text) => `unknown cipher ${text}`) },
  'http.TLSCurve': { parse: oneOf(['CurveP256', 'CurveP384', 'CurveP521', 'X25519'], (text) => `unknown curve ${text}`) },
  'http.TLSVersion': { parse: oneOf(tlsVersions, (text) => `unknown TLS version ${text}`) },
  'logging.Format': { parse: oneOf(['', 'logfmt', 'json'], (text) => `unrecognized log format ${text}`) },
  'logging.Level': { parse: oneOf(['', 'debug', 'info', 'warn', 'error'], (text) => `unrecognized log level ${text}`) },
  'logging.LogDestination': { parse: oneOf(['stderr', 'windows_event_log'], (text) => `unrecognized log destination ${text}`) },
  'otelcol.CompressionType': {
    parse: oneOf(['gzip', 'zlib', 'deflate', 'snappy', 'zstd', 'none', ''], (text) => `unrecognized compression type ${text}`),
  },
  'otelcol.SeverityLevel': { parse: oneOf(severities, (text) => `unrecognized severity level ${text}`) },
  'ottl.ErrorMode': { parse: errorMode },
  'queue.RemoteWriteProtoMsg': {
    parse: oneOfBare(
      ['prometheus.WriteRequest', 'io.prometheus.write.v2.Request'],
      (text) => `unknown remote write proto message: ${text}`,
    ),
  },
  'receiver.LogFormat': { parse: oneOf(['', 'logfmt', 'json'], (text) => `unrecognized log format ${text}`) },
  'receiver.RateLimitingStrategy': { parse: oneOf(['', 'global', 'per_app'], (text) => `unrecognized rate limiting strategy ${text}`) },
  'relabel.Action': {
    parse: oneOf(
      ['replace', 'keep', 'drop', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase', 'keepequal', 'dropequal'],
      (text) => `unrecognized action type ${text}`,
    ),
  },
  // Anchored; since v1.11, `.` takes newlines too.
  'relabel.Regexp': { parse: (text, version) => regex(isBefore(version, 1, 11) ? `^(?:${text})$` : `^(?s:${text})$`, version) },
  'scaleway.Role': { parse: oneOf(['baremetal', 'instance'], (text) => `invalid role ${text}`) },
  'splunkhec.SplittingStrategy': { parse: oneOfBare(['none', 'line'], (text) => `unknown splitting strategy: ${text}`) },
  'stages.Source': { parse: (text) => (text === '' ? 'source cannot be empty' : undefined) },
  'stages.SourceType': { parse: sourceType },
  'stages.Template': { parse: template },
  'stages.TruncateSourceType': { parse: sourceType },
  'syslog.FramingTrailer': { parse: oneOfBare(['NUL', 'LF'], (text) => `unknown syslog format: ${text}`) },
  // The empty text that null stands for is no mode.
  'tail_sampling.ErrorMode': { parse: errorMode, nullError: 'unknown error mode ' },
  'transform.ContextID': {
    parse: oneOfFolded(['resource', 'scope', 'span', 'spanevent', 'metric', 'datapoint', 'log'], (text) => `unknown context ${text}`),
  },
  'units.Base2Bytes': {
    parse: (text) => {
      const result = base2Bytes(text);
      return 'error' in result ? result.error : undefined;
    },
  },
};

const accepting: TextType = { parse: () => undefined };

/**
 * The parser of a text type, by its name in the catalog (`common/relabel.Regexp`). Whatever is not known here
 * takes every text.
 */
export function textType(name: string): TextType {
  return textTypes[name.slice(name.lastIndexOf('/') + 1)] ?? accepting;
}
