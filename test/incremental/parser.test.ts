import { parse, reparse } from '@assay/parser';
import { expect, test } from 'vitest';
import { applied, corpusFiles, exampleFiles, hasCorpus, randomEdit, randomNumbers } from './edits.ts';
import { difference } from './same.ts';

/** How many edits are tried; the environment may ask for more. */
const EDITS = Number(process.env.INCREMENTAL_EDITS ?? 2000);
const SEED = Number(process.env.INCREMENTAL_SEED ?? 1);
/** So many edits are made to a text before it is read from the beginning again, so that it does not become all noise. */
const ROUND = 40;

function check(texts: readonly string[], edits: number): void {
  const random = randomNumbers(SEED);
  let text = '';
  let result = parse(text);
  for (let done = 0; done < edits; done++) {
    if (done % ROUND === 0) {
      text = texts[Math.floor(random() * texts.length)] ?? '';
      result = parse(text);
    }
    const before = text;
    const edit = randomEdit(random, text);
    text = applied(text, edit);
    result = reparse(result, [edit]);
    const found = difference(result, parse(text));
    if (found !== undefined) expect.fail(`seed ${SEED}, edit ${done}, ${JSON.stringify({ edit, before })}: ${found}`);
  }
}

test('after any edit of the examples the tokens, the tree and the errors are those from scratch', { timeout: 600_000 }, () =>
  check(exampleFiles(), EDITS / 2),
);

test.skipIf(!hasCorpus)('and of the shared configurations (skipped where they are not there)', { timeout: 600_000 }, () => {
  check(corpusFiles(200, 12_000), EDITS);
  check(corpusFiles(30_000, 60_000), EDITS / 20);
});
