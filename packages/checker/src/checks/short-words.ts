import type { Catalog, Stability, Type } from '@assay/catalog';

/** A type in the few words that fit a table. */
export function typeWords(type: Type): string {
  switch (type.kind) {
    case 'list':
      return `list of ${manyWords(type.of)}`;
    case 'map':
      return `map of ${manyWords(type.of)}`;
    case 'number':
      return numberWords(type.number);
    case 'text':
      return 'string';
    case 'optional_secret':
      return 'string or secret';
    case 'any':
      return 'any value';
    case 'capsule':
      return CAPSULES[type.name] ?? type.name;
    default:
      return type.kind;
  }
}

function manyWords(type: Type): string {
  switch (type.kind) {
    case 'list':
      return `lists of ${manyWords(type.of)}`;
    case 'map':
      return `maps of ${manyWords(type.of)}`;
    case 'optional_secret':
      return 'strings or secrets';
    case 'any':
      return 'any values';
    case 'capsule':
      return `${typeWords(type).replace(/s$/, '')}s`;
    default:
      return `${typeWords(type)}s`;
  }
}

function numberWords(number: string): string {
  if (number.startsWith('uint')) return 'whole number ≥ 0';
  return number.startsWith('int') ? 'whole number' : 'number';
}

const CAPSULES: Readonly<Record<string, string>> = {
  'loki.LogsReceiver': 'log receiver',
  'prometheus.Appendable': 'metrics receiver',
  'pyroscope.Appendable': 'profile receiver',
  'otelcol.Consumer': 'OpenTelemetry consumer',
  'otelcol.Handler': 'authentication handler',
  'otelcol.ExtensionHandler': 'extension handler',
  'discovery.Target': 'target',
  'relabel.Rules': 'relabel rules',
};

const STABILITIES: Readonly<Record<Stability, string>> = {
  experimental: 'experimental',
  'public-preview': 'public preview',
  'generally-available': 'generally available',
};

export function stabilityWords(stability: Stability): string {
  return STABILITIES[stability];
}

/** A default, as it would be written in a configuration; `undefined` where it says nothing: none, or an empty text. */
export function defaultWords(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = literal(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, field]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key)} = ${literal(field)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** The values that a text type accepts, where they are a fixed set. */
export function valuesOf(type: Type, catalog: Catalog): readonly string[] | undefined {
  let inner = type;
  while (inner.kind === 'list' || inner.kind === 'map') inner = inner.of;
  return inner.kind === 'text' ? catalog.textType(inner.text).values?.filter((value) => value !== '') : undefined;
}
