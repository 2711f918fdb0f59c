import type { Body } from '../model/body.ts';
import { captureGroups } from '../values/text/capture-groups.ts';

/** The stages of a `loki.process`, in the order in which they run; those inside of a match come at its place, behind it. */
export function* stagesOf(body: Body): Generator<Body> {
  for (const child of body.blocks()) {
    if (!child.name.startsWith('stage.')) continue;
    yield child;
    if (child.name === 'stage.match') yield* stagesOf(child);
  }
}

/** Stages that add nothing to the extracted values. */
const SILENT: ReadonlySet<string> = new Set(
  'decolorize drop label_drop label_keep limit luhn match metrics multiline output pack sampling split_json structured_metadata structured_metadata_drop tenant timestamp truncate'
    .split(' ')
    .map((name) => `stage.${name}`),
);

/**
 * The names under which a stage puts what it takes out of a line; `undefined` where they are only known when Alloy runs. Labels count:
 * what has been made a label is an extracted value inside of a match (Alloy's `internal/component/loki/process/stages`).
 */
export function extractedBy(stage: Body): readonly string[] | undefined {
  switch (stage.name) {
    case 'stage.json':
      return stage.isSet('regex') === false ? keys(stage, 'expressions') : undefined;
    case 'stage.logfmt':
      return stage.isSet('regex') === false ? keys(stage, 'mapping') : undefined;
    case 'stage.labels':
    case 'stage.static_labels':
      return keys(stage, 'values');
    case 'stage.regex':
      return groups(stage);
    case 'stage.replace': {
      const source = stage.text('source');
      const names = groups(stage);
      return names && source !== undefined ? [...names, source] : undefined;
    }
    case 'stage.pattern':
      return stage
        .text('pattern')
        ?.match(/<[A-Za-z_]\w*>/g)
        ?.map((each) => each.slice(1, -1));
    case 'stage.template': {
      const source = stage.text('source');
      return source === undefined ? undefined : [source];
    }
    case 'stage.docker':
      return ['output', 'stream', 'timestamp'];
    case 'stage.cri':
      return ['content', 'flags', 'stream', 'time', 'timestamp'];
    default:
      return SILENT.has(stage.name) ? [] : undefined;
  }
}

function keys(stage: Body, name: string): readonly string[] | undefined {
  const fields = stage.fields(name);
  return fields && [...fields.keys()];
}

function groups(stage: Body): readonly string[] | undefined {
  const expression = stage.text('expression');
  return expression === undefined ? undefined : captureGroups(expression).names;
}
