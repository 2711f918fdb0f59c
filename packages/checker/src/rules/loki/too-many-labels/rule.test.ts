import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const values = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `label_${from + index} = "x"`).join(', ');
const process = (...stages: string[]): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n${stages.map((stage) => `\tstage.${stage}\n`).join('\n')}}\n\nloki.echo "e" { }\n`;
const stage = (from: number, to: number): string => `static_labels {\n\t\tvalues = {${values(from, to)}}\n\t}`;

describe('loki/too-many-labels', () => {
  test('counts the different labels of all stages', () => {
    expect(lint(process(stage(1, 10), stage(8, 16)))).toEqual(['1:1 loki/too-many-labels']);
    expect(lint(process(stage(1, 10), stage(6, 15)))).toEqual([]);
  });

  test('takes the limit that a Loki has', () => {
    const settings = (limit: number) => ({
      settings: new Map([['test.alloy', new Map([['loki/too-many-labels', { options: { limit } }]])]]),
    });
    expect(lint(process(stage(1, 16)), settings(16))).toEqual([]);
    expect(lint(process(stage(1, 3)), settings(2))).toEqual(['1:1 loki/too-many-labels']);
    const [found] = checkAll({ 'test.alloy': process(stage(1, 3)) }, settings(2));
    expect(found?.message).toBe('these stages make 3 labels, and your Loki refuses lines with more than 2');
  });

  test('is quiet where labels are taken away again', () => {
    expect(lint(process(stage(1, 20), 'label_keep {\n\t\tvalues = ["label_1"]\n\t}'))).toEqual([]);
  });
});
