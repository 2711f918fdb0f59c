import { defineRule } from '../../rule.ts';

/** What is on where `enabled_collectors` is not written (Alloy's `integrations/windows_exporter/config_windows.go`). */
const BY_DEFAULT = ['cpu', 'logical_disk', 'net', 'os', 'service', 'system'];

/** A block of `prometheus.exporter.windows` for a collector that is off. */
export const rule = defineRule<{ block: string; collector: string; written: boolean }>({
  code: 'exporter/windows-block-off',
  severity: 'warning',
  perBlock: true,
  message: ({ block, collector, written }) =>
    `"${block}" has no effect: ${written ? `"enabled_collectors" lacks "${collector}"` : `the collector "${collector}" is off by default, and there is no "enabled_collectors"`}`,
  check(context, report) {
    for (const { body } of context.components('prometheus.exporter.windows')) {
      const written = body.attribute('enabled_collectors')?.value;
      const enabled = written ? body.texts('enabled_collectors') : BY_DEFAULT;
      // `[defaults]` stands for what is on by default.
      if (!enabled || enabled.some((name) => name.includes('['))) continue;
      for (const block of body.blocks()) {
        const collector = collectorOf(block.name);
        // Collectors have been split and joined between versions: `netframework_clrmemory`, `smbclient`.
        if (enabled.some((name) => plain(name).startsWith(plain(collector)))) continue;
        const last = written?.kind === 'Array' ? written.elements.at(-1) : undefined;
        const field = body.schema.byName.get(block.name);
        // A block that has nothing in its place is for a collector that newer versions of the exporter do not know.
        const isGone = field?.deprecated === true && field.replacement === undefined;
        const fixes =
          last && !isGone
            ? [
                {
                  title: `switch "${collector}" on`,
                  safety: 'safe' as const,
                  edits: [{ file: body.source.path, start: last.end, end: last.end, text: `, "${collector}"` }],
                },
              ]
            : [];
        report(body.source, block.header, { block: block.name, collector, written: written !== undefined }, { fixes });
      }
    }
  },
});

function collectorOf(block: string): string {
  return { network: 'net', text_file: 'textfile', smb_client: 'smbclient' }[block] ?? block;
}

function plain(name: string): string {
  return name.replaceAll('_', '').trim();
}
