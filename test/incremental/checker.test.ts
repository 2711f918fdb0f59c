import { loadCatalog } from '@assay/catalog';
import { checkProgram, openSource, Workspace } from '@assay/checker';
import { expect, test } from 'vitest';
import { applied, corpusFiles, type Edit, exampleFiles, hasCorpus, randomEdit, randomNumbers } from './edits.ts';
import { difference } from './same.ts';

/** How many edits are tried; the environment may ask for more. */
const EDITS = Number(process.env.INCREMENTAL_EDITS ?? 400);
const SEED = Number(process.env.INCREMENTAL_SEED ?? 1);
/** So many edits are made to a program before the next one is taken, so that it does not become all noise. */
const ROUND = 40;

const options = { catalog: await loadCatalog(), stability: 'experimental', community: true } as const;

/** What people do to names: give a label, an attribute or a word of a reference another name. */
function renaming(random: () => number, text: string): Edit | undefined {
  const words = [...text.matchAll(/[A-Za-z_]\w*/g)];
  const word = words[Math.floor(random() * words.length)];
  const other = words[Math.floor(random() * words.length)];
  return word && other && { start: word.index, end: word.index + word[0].length, text: other[0] };
}

/** A brace less, or one more. */
function brace(random: () => number, text: string): Edit | undefined {
  const braces = [...text.matchAll(/[{}]/g)];
  const found = braces[Math.floor(random() * braces.length)];
  return found && { start: found.index, end: found.index + (random() < 0.7 ? 1 : 0), text: random() < 0.7 ? '' : '}' };
}

/** A block or a few lines of another text put in between two lines. */
function paste(random: () => number, text: string, other: string): Edit {
  const lines = other.split('\n');
  const from = Math.floor(random() * lines.length);
  const at = text.lastIndexOf('\n', Math.floor(random() * text.length)) + 1;
  return { start: at, end: at, text: `${lines.slice(from, from + 1 + Math.floor(random() * 12)).join('\n')}\n` };
}

/** The text as it was before an edit, as an edit of the text behind it. */
function undoing(text: string, { start, end, text: inserted }: Edit): Edit {
  return { start, end: start + inserted.length, text: text.slice(start, end) };
}

function check(programs: readonly (readonly string[])[], edits: number): void {
  const random = randomNumbers(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let workspace = new Workspace(options);
  let texts = new Map<string, string>();
  let undo: { path: string; edit: Edit } | undefined;
  for (let done = 0; done < edits; done++) {
    if (done % ROUND === 0) {
      workspace = new Workspace(options, (files) => [[...files]]);
      texts = new Map(pick(programs).map((text, index) => [`d/${index}.alloy`, text]));
      for (const [path, text] of texts) workspace.open(path, text);
      undo = undefined;
    }
    let path = pick([...texts.keys()]);
    const text = texts.get(path) as string;
    const kind = random();
    let edit: Edit | undefined;
    if (undo && kind < 0.4) ({ path, edit } = undo);
    else if (kind < 0.58) edit = renaming(random, text);
    else if (kind < 0.66) edit = brace(random, text);
    else if (kind < 0.75) edit = paste(random, text, pick(pick(programs)));
    edit ??= randomEdit(random, text);
    const before = texts.get(path) as string;
    undo = undo?.edit === edit ? undefined : { path, edit: undoing(before, edit) };
    texts.set(path, applied(before, edit));
    workspace.edit(path, [edit]);
    // Sometimes several edits come before anybody asks.
    if (random() < 0.1) continue;
    const found = workspace.programOf(path)?.diagnostics;
    const fresh = checkProgram(
      [...texts].map(([name, content]) => openSource(name, content)),
      options,
    );
    const differs = difference(found, fresh);
    if (differs !== undefined) expect.fail(`seed ${SEED}, edit ${done}, ${JSON.stringify({ path, edit, before })}: ${differs}`);
  }
}

test('after any edit of the examples the findings are those from scratch', { timeout: 600_000 }, () => {
  const examples = exampleFiles();
  check([examples.slice(0, 5), examples.slice(-3), ...examples.map((text) => [text])], EDITS);
});

test.skipIf(!hasCorpus)('and of the shared configurations (skipped where they are not there)', { timeout: 3_600_000 }, () => {
  const files = corpusFiles(500, 12_000);
  check([...files.map((text) => [text]), ...files.map((text, index) => [text, files[(index * 7) % files.length] ?? ''])], EDITS);
});
