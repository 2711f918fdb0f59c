/** `../shared/catalog/extra.json`, as far as it is about labels. */
export interface RawExtra {
  readonly metaLabels: Readonly<Record<string, readonly string[]>>;
}

/** The labels of targets and log lines as lines: see `src/meta-labels.ts`, which reads them. */
export function encodeMetaLabels({ metaLabels }: RawExtra): { readonly metaLabels: string } {
  const lines = Object.entries(metaLabels).map(([component, labels]) => {
    // What a user's own name stands for is written in several ways.
    const names = labels
      .map((label) => label.replace(/<\w+>$|[A-Z][A-Z_]*NAME$/, 'NAME'))
      .filter((label) => /^__\w+$/.test(label) && !/example/.test(label));
    return `${component}\t${[...new Set(names)].sort().join(' ')}`;
  });
  return { metaLabels: lines.sort().join('\n') };
}
