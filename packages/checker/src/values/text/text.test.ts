import { describe, expect, test } from 'vitest';
import { base2Bytes } from './bytes.ts';
import { goDuration, prometheusDuration } from './duration.ts';
import { textType } from './index.ts';

describe('Go durations', () => {
  test.each<[string, bigint]>([
    ['0', 0n],
    ['-0', 0n],
    ['5s', 5_000_000_000n],
    ['1h30m', 5_400_000_000_000n],
    ['-1.5s', -1_500_000_000n],
    ['.5ms', 500_000n],
    ['1.s', 1_000_000_000n],
    ['10µs', 10_000n],
    ['10μs', 10_000n],
    ['1ns1ns', 2n],
    ['0.1234567890123456789h', 444_444_440_444n],
    ['9223372036854775807ns', 2n ** 63n - 1n],
    ['-9223372036854775808ns', -(2n ** 63n)],
    [`${'0'.repeat(50)}1s`, 1_000_000_000n],
  ])('%s', (text, nanoseconds) => {
    expect(goDuration(text)).toEqual({ nanoseconds });
  });

  test.each([
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['.s', 'time: invalid duration ".s"'],
    ['s', 'time: invalid duration "s"'],
    ['5', 'time: missing unit in duration "5"'],
    ['1s5', 'time: missing unit in duration "1s5"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['5 parsecs', 'time: unknown unit " parsecs" in duration "5 parsecs"'],
    ['1é"', 'time: unknown unit "\\xc3\\xa9\\"" in duration "1\\xc3\\xa9\\""'],
    ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
    ['9223372036854775809ns', 'time: invalid duration "9223372036854775809ns"'],
    ['3000000h', 'time: invalid duration "3000000h"'],
  ])('%j: %s', (text, error) => {
    expect(goDuration(text)).toEqual({ error });
  });
});

describe('Prometheus durations', () => {
  test.each<[string, bigint]>([
    ['0', 0n],
    ['5m', 300_000_000_000n],
    ['1d12h', 129_600_000_000_000n],
    ['1y2w3d4h5m6s7ms', 33_019_506_007_000_000n],
    ['292y', 9_208_512_000_000_000_000n],
  ])('%s', (text, nanoseconds) => {
    expect(prometheusDuration(text)).toEqual({ nanoseconds });
  });

  test.each([
    ['', 'empty duration string'],
    ['5', 'not a valid duration string: "5"'],
    ['-5m', 'not a valid duration string: "-5m"'],
    ['1.5h', 'unknown unit "." in duration "1.5h"'],
    ['1m1h', 'not a valid duration string: "1m1h"'],
    ['1s1s', 'not a valid duration string: "1s1s"'],
    ['5us', 'unknown unit "us" in duration "5us"'],
    ['99999999999999999999s', 'not a valid duration string: "99999999999999999999s"'],
    ['293y', 'duration out of range'],
  ])('%j: %s', (text, error) => {
    expect(prometheusDuration(text)).toEqual({ error });
  });
});

describe('numbers of bytes', () => {
  test.each<[string, bigint]>([
    ['0', 0n],
    ['5B', 5n],
    ['10MiB', 10_485_760n],
    ['10MB', 10_485_760n],
    ['1.5KB', 1536n],
    ['1GiB1B', 1_073_741_825n],
    ['-1KiB', -1024n],
  ])('%s', (text, bytes) => {
    expect(base2Bytes(text)).toEqual({ bytes });
  });

  test.each([
    ['', 'units: invalid '],
    ['5', 'units: unknown unit  in 5'],
    ['5kB', 'units: unknown unit kB in 5kB'],
    ['1KiB1KB', 'units: unknown unit KiB in 1KiB1KB'],
    ['zz-bogus', 'units: invalid zz-bogus'],
    ['16EB', 'units: overflow parsing unit'],
    ['9223372036854775809B', 'units: invalid 9223372036854775809B'],
  ])('%j: %s', (text, error) => {
    expect(base2Bytes(text)).toEqual({ error });
  });
});

describe('enumerations', () => {
  test.each<[string, readonly string[], string, string]>([
    ['runtime/logging.Level', ['', 'debug', 'info', 'warn', 'error'], 'DEBUG', 'unrecognized log level "DEBUG"'],
    ['runtime/logging.Format', ['', 'logfmt', 'json'], 'text', 'unrecognized log format "text"'],
    ['runtime/logging.LogDestination', ['stderr', 'windows_event_log'], '', 'unrecognized log destination ""'],
    ['common/config.TLSVersion', ['TLS10', 'TLS13'], 'tls13', 'unknown TLS version: tls13'],
    ['service/http.TLSVersion', ['TLS10', 'TLS13'], 'tls13', 'unknown TLS version "tls13"'],
    [
      'service/http.TLSCipher',
      ['TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
      'TLS_RSA_WITH_AES_128_CBC_SHA',
      'unknown cipher "TLS_RSA_WITH_AES_128_CBC_SHA"',
    ],
    ['service/http.TLSCurve', ['X25519', 'CurveP256'], 'P256', 'unknown curve "P256"'],
    ['service/http.ClientAuth', ['NoClientCert'], 'none', 'unknown client auth type "none"'],
    ['common/relabel.Action', ['keepequal', 'hashmod'], 'Replace', 'unrecognized action type "Replace"'],
    ['otelcol.CompressionType', ['', 'none', 'zstd'], 'lz4', 'unrecognized compression type "lz4"'],
    [
      'go.opentelemetry.io/collector/config/configcompression.Type',
      ['', 'lz4', 'x-snappy-framed'],
      'br',
      'unsupported compression type "br"',
    ],
    ['otelcol.SeverityLevel', ['TRACE', 'FATAL4'], 'info', 'unrecognized severity level "info"'],
    ['otelcol/config.Level', ['none', 'detailed'], '', 'unrecognized debug level ""'],
    ['otelcol/auth/headers.Action', ['insert', 'DELETE', 'Upsert'], 'DROP', 'unknown action drop'],
    ['open-telemetry/opentelemetry-collector-contrib/pkg/ottl.ErrorMode', ['ignore', 'Silent'], 'Sample', 'unknown error mode sample'],
    ['otelcol/processor/tail_sampling.ErrorMode', ['PROPAGATE'], '', 'unknown error mode '],
    ['otelcol/processor/transform.ContextID', ['Resource', 'spanevent'], 'Trace', 'unknown context trace'],
    ['otelcol/receiver/splunkhec.SplittingStrategy', ['none', 'line'], 'x', 'unknown splitting strategy: x'],
    ['otelcol/receiver/syslog.FramingTrailer', ['NUL', 'LF'], 'lf', 'unknown syslog format: lf'],
    ['common/config.SysLogFormat', ['rfc5424', 'rfc3164'], 'raw', 'unknown syslog format: raw'],
    ['loki/source/syslog/config.SyslogFormat', ['rfc5424', 'raw'], '', 'unknown syslog format: '],
    ['faro/receiver.LogFormat', ['', 'json'], 'xml', 'unrecognized log format "xml"'],
    ['faro/receiver.RateLimitingStrategy', ['', 'per_app'], 'x', 'unrecognized rate limiting strategy "x"'],
    ['filedetector.Detector', ['', 'poll'], 'x', 'unrecognized detector "x", expected fsnotify or poll'],
    ['discovery/scaleway.Role', ['instance'], 'x', 'invalid role "x"'],
    ['loki/process/stages.Source', ['x'], '', 'source cannot be empty'],
    ['loki/process/stages.SourceType', ['extracted'], 'x', 'unknown source_type: x'],
    ['loki/source/cloudflare.FieldsType', ['custom'], 'x', 'unknown fields type: x'],
    ['loki/source/file.OnPositionsFileError', ['skip'], '(', 'unknown OnPositionsFileError value: ('],
    ['loki/source/file.CompressionFormat', ['gz', 'bz2'], 'zip', 'unsupported compression format: "zip" - please use one of "gz, z, bz2"'],
    ['common/config.URL', ['', 'http://localhost:9090'], 'http://a b', 'parse "http://a b": invalid character " " in host name'],
    ['loki/process/stages.Template', ['', '{{ .Value }}'], '{{', 'template: pipeline_template:1: unclosed action'],
    ['loki/process/stages.TruncateSourceType', ['line'], 'x', 'unknown source_type: x'],
    ['prometheus/write/queue.RemoteWriteProtoMsg', ['prometheus.WriteRequest'], 'v2', 'unknown remote write proto message: v2'],
    ['go.opentelemetry.io/collector/config/configtelemetry.Level', ['None', 'detailed'], 'X', 'unknown metrics level "x"'],
    ['alecthomas/units.Base2Bytes', ['1KiB'], '1', 'units: unknown unit  in 1'],
  ])('%s', (name, accepted, refused, error) => {
    const { parse } = textType(name);
    for (const text of accepted) expect(parse(text, 'main')).toBeUndefined();
    expect(parse(refused, 'main')).toBe(error);
  });
});
