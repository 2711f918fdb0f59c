import type { Body } from '../../../model/body.ts';
import { inContainer } from '../../deployment.ts';
import { defineRule } from '../../rule.ts';

/** Where the files of the machine are, for an exporter that sees those of its container. */
const PATHS = { rootfs_path: '/host/root', procfs_path: '/host/proc', sysfs_path: '/host/sys' } as const;

/** `prometheus.exporter.unix` in a container, without the paths of the machine. */
export const rule = defineRule<{ id: string; fact: string }>({
  code: 'exporter/unix-rootfs',
  severity: 'warning',
  perBlock: true,
  message: ({ id, fact }) => `${fact}: without "rootfs_path", "${id}" tells of the file systems of the container, not of the machine`,
  check(context, report) {
    const fact = inContainer(context.profile);
    if (!fact) return;
    for (const { symbol, body } of context.components('prometheus.exporter.unix')) {
      if (body.attribute('rootfs_path')) continue;
      if (leavesFileSystemsOut(body)) continue;
      const missing = Object.entries(PATHS).filter(([name]) => !body.attribute(name));
      const open = body.source.parse.tokens[body.block.open];
      const text = missing.map(([name, path]) => `\n\t${name} = "${path}"`).join('');
      const edits = open ? [{ file: body.source.path, start: open.end, end: open.end, text: `${text}\n` }] : [];
      report(
        symbol.source,
        body.header,
        { id: symbol.id, fact },
        {
          notes: ['the directories /, /proc and /sys of the machine have to be mounted into the container, read-only'],
          fixes: open ? [{ title: 'read what is mounted below /host', safety: 'suggested', edits }] : [],
        },
      );
    }
  },
});

/** Whether file systems are certainly not among what is collected. */
function leavesFileSystemsOut(body: Body): boolean {
  const chosen = body.texts('set_collectors');
  const without = body.texts('disable_collectors');
  return (chosen !== undefined && chosen.length > 0 && !chosen.includes(FILE_SYSTEMS)) || without?.includes(FILE_SYSTEMS) === true;
}

const FILE_SYSTEMS = 'filesystem';
