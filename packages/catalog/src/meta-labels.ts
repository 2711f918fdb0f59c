import * as data from '../data/meta-labels.ts';

let byComponent: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The internal labels that a component's targets, or the log lines that it reads, have before relabelling; none where there are no facts.
 * `NAME` at the end stands for what the user has, such as the name of a pod's label.
 */
export function metaLabels(component: string): readonly string[] {
  byComponent ??= new Map(
    data.metaLabels.split('\n').map((line) => {
      const [name = '', labels = ''] = line.split('\t');
      return [name, labels.split(' ')];
    }),
  );
  return byComponent.get(component) ?? [];
}
