import { defineRule } from '../../rule.ts';

/** `loki.source.file` with a pattern for a path, which it only follows where `file_match` is on. */
export const rule = defineRule<{ path: string; hasBlock: boolean }>({
  code: 'loki/glob-without-match',
  severity: 'warning',
  perBlock: true,
  message: ({ path, hasBlock }) =>
    `"${path}" is taken for the name of one file: patterns need ${hasBlock ? '"file_match" or ' : ''}"local.file_match"`,
  check(context, report) {
    for (const { body } of context.components('loki.source.file')) {
      const matching = body.child('file_match');
      if (matching ? matching.bool('enabled') !== false : body.has('file_match')) continue;
      for (const target of body.list('targets') ?? []) {
        const path = target.type === 'object' ? target.fields.get('__path__') : undefined;
        if (path?.type !== 'string' || !path.value.includes('*')) continue;
        const hasBlock = body.schema.byName.has('file_match');
        const close = body.source.parse.tokens[body.block.close];
        const fixes =
          matching || !close || !hasBlock
            ? []
            : [
                {
                  title: 'switch "file_match" on',
                  safety: 'safe' as const,
                  edits: [
                    { file: body.source.path, start: close.start, end: close.start, text: '\n\tfile_match {\n\t\tenabled = true\n\t}\n' },
                  ],
                },
              ];
        report(body.source, body.place('targets'), { path: path.value, hasBlock }, { fixes });
        break;
      }
    }
  },
});
