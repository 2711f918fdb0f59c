import type { Catalog, Type } from '@assay/catalog';
import { expect, test } from 'vitest';
import { decodeLiteral } from './decode.ts';
import { boolValue, floatValue, intValue, nullValue, stringValue, uintValue, type Value } from './value.ts';

/** Only the version of a catalog matters here. */
const catalog = { version: 'main' } as Catalog;
const decode = (value: Value, type: Type) => decodeLiteral(value, type, catalog);

const kind = (name: 'string' | 'bool' | 'duration' | 'secret' | 'optional_secret' | 'any'): Type => ({ kind: name });
const number: Type = { kind: 'number', number: 'uint8' };
const list: Type = { kind: 'list', of: kind('string') };
const map: Type = { kind: 'map', of: kind('string') };
const object: Type = { kind: 'object', schema: 'x' };
const receiver: Type = { kind: 'capsule', name: 'loki.LogsReceiver' };
const target: Type = { kind: 'capsule', name: 'discovery.Target', convertFrom: true, convertInto: true };
const textType = (name: string): Type => ({ kind: 'text', text: name });

const [string, five, half, yes] = [stringValue('x'), intValue(5n), floatValue(0.5), boolValue(true)];

test.each<[string, Value, Type]>([
  ['a string', string, kind('string')],
  ['a number for a string', five, kind('string')],
  ['a bool', yes, kind('bool')],
  ['a negative number for an unsigned one', intValue(-5n), number],
  ['a number out of range', intValue(1000n), number],
  ['a fraction for an integer', half, number],
  ['a string for a secret', string, kind('secret')],
  ['a string for an optional secret', string, kind('optional_secret')],
  ['anything for any', yes, kind('any')],
  ['a text of a type that is not known', string, textType('some/package.Unknown')],
])('%s is taken', (_, value, type) => {
  expect(decode(value, type)).toBeUndefined();
});

test('null goes with everything', () => {
  for (const type of [kind('string'), kind('bool'), kind('duration'), kind('secret'), number, list, map, object, receiver, target]) {
    expect(decode(nullValue, type)).toBeUndefined();
  }
  expect(decode(nullValue, textType('runtime/logging.Level'))).toBeUndefined();
});

test('null does not go with types whose own check refuses the zero value', () => {
  expect(decode(nullValue, textType('otelcol/auth/headers.Action'))).toBe('action is set to an invalid value of ""');
  expect(decode(nullValue, textType('loki/source/syslog/config.SyslogFormat'))).toBe('unknown syslog format: ""');
  expect(decode(nullValue, textType('otelcol/processor/tail_sampling.ErrorMode'))).toBe('unknown error mode ');
});

test.each<[Value, Type, string]>([
  [yes, kind('string'), 'expected string, got bool'],
  [string, kind('bool'), 'expected bool, got string'],
  [stringValue('true'), kind('bool'), 'expected bool, got string'],
  [five, kind('bool'), 'expected bool, got number'],
  [yes, number, 'expected number, got bool'],
  [yes, kind('duration'), 'expected string, got bool'],
  [five, kind('duration'), 'time: missing unit in duration "5"'],
  [floatValue(1e21), kind('duration'), 'time: invalid duration "1000000000000000000000"'],
  [string, list, 'expected array, got string'],
  [five, map, 'expected object, got number'],
  [string, object, 'expected object, got string'],
  [five, kind('secret'), 'expected capsule, got number'],
  [yes, kind('optional_secret'), 'expected capsule, got bool'],
  [string, receiver, 'expected capsule, got string'],
  [string, target, "target::ConvertFrom: conversion from 'string' is not supported"],
  [five, target, "target::ConvertFrom: conversion from 'int64' is not supported"],
  [uintValue(5n), target, "target::ConvertFrom: conversion from 'uint64' is not supported"],
  [half, target, "target::ConvertFrom: conversion from 'float64' is not supported"],
  [yes, target, "target::ConvertFrom: conversion from 'bool' is not supported"],
  [yes, textType('runtime/logging.Level'), 'expected string, got bool'],
  [five, textType('runtime/logging.Level'), 'unrecognized log level "5"'],
])('%o for %o: %s', (value, type, error) => {
  expect(decode(value, type)).toBe(error);
});

test.each([
  '0',
  '5',
  '18446744073709551615',
  '-9223372036854775808',
  '1.5',
  '+1.5',
  '.5e3',
  '1E2',
  '1_0.5',
  '0x1.8p3',
  '0x_ep1',
  '0x0.8p1024',
  '007',
])('the string %j is a number', (text) => {
  expect(decode(stringValue(text), number)).toBeUndefined();
});

test.each([
  '',
  'x',
  '+5',
  ' 5',
  '5 ',
  '0x10',
  '1_000',
  '18446744073709551616',
  '-9223372036854775809',
  '-1.5',
  '1e999',
  '1_e5',
  '1._5',
  '0x1e',
  '0x1p1024.',
  'e',
  '.',
  '-',
])('the string %j is no number', (text) => {
  expect(decode(stringValue(text), number)).toBe('expected number, got string');
});
