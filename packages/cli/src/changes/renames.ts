/** Files in more pairs than this are not compared: a repository that is turned inside out has no renames. */
const MOST_PAIRS = 10_000;
/** How much of two files has to be the same for one to be the other under a new name, as git has it. */
const LEAST_SIMILARITY = 0.5;

/**
 * Which new files are old ones under a new name, whether git has been told of it or not.
 *
 * @returns the old file of each new name that has one
 */
export function renamedFiles<Old extends { readonly content: Uint8Array }>(
  gone: readonly Old[],
  fresh: readonly { readonly name: string; readonly content: Uint8Array }[],
): Map<string, Old> {
  const renamed = new Map<string, Old>();
  if (gone.length === 0 || gone.length * fresh.length > MOST_PAIRS) return renamed;
  const old = gone.map((file) => ({ file, lines: linesOf(file.content) }));
  const pairs = fresh.flatMap(({ name, content }) => {
    const lines = linesOf(content);
    return old.map(({ file, lines: before }) => ({ name, file, similarity: similarityOf(before, lines) }));
  });
  const taken = new Set<Old>();
  for (const { name, file, similarity } of pairs.sort((a, b) => b.similarity - a.similarity)) {
    if (similarity < LEAST_SIMILARITY || renamed.has(name) || taken.has(file)) continue;
    renamed.set(name, file);
    taken.add(file);
  }
  return renamed;
}

/** How often each line is there, without blanks around it. */
function linesOf(content: Uint8Array): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of new TextDecoder().decode(content).split('\n')) {
    const text = line.trim();
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** The part of the lines of the longer file that the other has too. */
function similarityOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [line, count] of a) common += Math.min(count, b.get(line) ?? 0);
  const sizes = [a, b].map((each) => [...each.values()].reduce((sum, count) => sum + count, 0));
  return common / Math.max(1, ...sizes);
}
