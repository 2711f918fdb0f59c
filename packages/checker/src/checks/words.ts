import type { Catalog, Type } from '@assay/catalog';

/** A type as a person would say it: `a list of Loki receivers`. */
export function typeInWords(type: Type, catalog: Catalog): string {
  switch (type.kind) {
    case 'string':
      return 'a string';
    case 'bool':
      return 'true or false';
    case 'number':
      return 'a number';
    case 'duration':
      return 'a duration such as "30s"';
    case 'secret':
    case 'optional_secret':
      return 'a string or a secret';
    case 'any':
      return 'any value';
    case 'text': {
      const values = catalog.textType(type.text).values?.filter((value) => value !== '');
      return values?.length && values.length <= 6 ? `one of ${values.map((v) => JSON.stringify(v)).join(', ')}` : 'a string';
    }
    case 'list':
      return `a list of ${plural(type.of, catalog)}`;
    case 'map':
      return `an object of ${plural(type.of, catalog)}`;
    case 'object':
      return 'an object';
    case 'capsule':
      return CAPSULES[type.name]?.one ?? `a ${type.name}`;
  }
}

function plural(type: Type, catalog: Catalog): string {
  switch (type.kind) {
    case 'string':
      return 'strings';
    case 'bool':
      return 'bools';
    case 'number':
      return 'numbers';
    case 'duration':
      return 'durations';
    case 'secret':
    case 'optional_secret':
      return 'strings or secrets';
    case 'any':
      return 'any values';
    case 'text': {
      const values = catalog.textType(type.text).values;
      return values && values.length <= 6 ? `${values.map((v) => JSON.stringify(v)).join(' or ')}` : 'strings';
    }
    case 'list':
      return `lists of ${plural(type.of, catalog)}`;
    case 'map':
    case 'object':
      return 'objects';
    case 'capsule':
      return CAPSULES[type.name]?.many ?? `${type.name} values`;
  }
}

const CAPSULES: Readonly<Record<string, { one: string; many: string }>> = {
  'loki.LogsReceiver': { one: 'a Loki receiver', many: 'Loki receivers' },
  'prometheus.Appendable': { one: 'a Prometheus receiver', many: 'Prometheus receivers' },
  'otelcol.Consumer': { one: 'an OpenTelemetry consumer', many: 'OpenTelemetry consumers' },
  'pyroscope.Appendable': { one: 'a Pyroscope receiver', many: 'Pyroscope receivers' },
  'discovery.Target': { one: 'a target', many: 'targets' },
  'relabel.Rules': { one: 'the rules of a relabel component', many: 'rules of relabel components' },
  'otelcol.Handler': { one: 'the handler of an otelcol.auth component', many: 'handlers of otelcol.auth components' },
  'otelcol.ExtensionHandler': { one: 'the handler of a storage component', many: 'handlers of storage components' },
};
