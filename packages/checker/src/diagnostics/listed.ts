/** How many names a sentence lists: a program may have as many as it likes, and nobody reads the hundredth. */
const MOST = 12;

/** The names of things for a sentence, with how many more there are: `a, b and 3 more`. */
export function listed<Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string): string {
  const names = things.slice(0, MOST).map(nameOf).join(', ');
  return things.length <= MOST ? names : `${names} and ${things.length - MOST} more`;
}
