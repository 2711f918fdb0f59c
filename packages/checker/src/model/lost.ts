import { type Block, type Node, type ParseResult, TokenKind, walk } from '@assay/parser';
import type { Source } from '../project/source.ts';
import type { Chain } from './chains.ts';
import { isDamaged } from './damage.ts';
import { LOST, lookAtAll } from './lookups.ts';

/** What recovery could not make a block of, so that references to it find nothing. */
interface Lost {
  /** Names and quoted texts among skipped tokens, and all words of what is damaged. */
  readonly names: ReadonlySet<string>;
  /** Names of blocks whose label is missing because of an error in their first line. */
  readonly unlabelled: ReadonlySet<string>;
}

const known = new WeakMap<ParseResult, Lost>();

/** Whether what a chain refers to may have been lost to a syntax error, which has been reported: one mistake, one finding. */
export function lostByRecovery(files: readonly Source[], traversal: Chain): boolean {
  lookAtAll(LOST);
  const { names, unlabelled } = lostFrom(files);
  return (
    traversal.parts.slice(1).some((part) => names.has(part.text)) ||
    (traversal.parts.length === 1 && names.has(traversal.text)) ||
    traversal.prefixes.some((prefix) => unlabelled.has(prefix))
  );
}

/** Whether a name may have been lost to a syntax error: that of a declare or an import, or of an argument. */
export function isLost(files: readonly Source[], name: string): boolean {
  lookAtAll(LOST);
  return lostFrom(files).names.has(name);
}

/** Whether a block is damaged, for work that looks at another block than its own. */
export function isLostBlock(parse: ParseResult, { start }: Block): boolean {
  lookAtAll(LOST);
  return isDamaged(parse, start);
}

/** Of programs that were asked for, by the list of their files. */
const ofPrograms = new WeakMap<readonly Source[], Lost>();

/** What all files of a program have lost. */
function lostFrom(files: readonly Source[]): Lost {
  const remembered = ofPrograms.get(files);
  if (remembered) return remembered;
  const broken = files.filter(({ parse }) => parse.errors.length > 0).map(({ parse }) => lostIn(parse));
  const lost = {
    names: new Set(broken.flatMap(({ names }) => [...names])),
    unlabelled: new Set(broken.flatMap(({ unlabelled }) => [...unlabelled])),
  };
  ofPrograms.set(files, lost);
  return lost;
}

function lostIn(parse: ParseResult): Lost {
  const remembered = known.get(parse);
  if (remembered) return remembered;
  const names = new Set<string>();
  const unlabelled = new Set<string>();
  const collect = (first: number, last: number): void => {
    for (let index = first; index <= last; index++) {
      const token = parse.tokens[index];
      if (token?.kind === TokenKind.Identifier) names.add(parse.text.slice(token.start, token.end));
      else if (token?.kind === TokenKind.String || token?.kind === TokenKind.RawString || token?.kind === TokenKind.Illegal) {
        names.add(parse.text.slice(token.start + 1, token.end - 1));
      }
    }
  };
  walk(parse.root, (node: Node) => {
    if (node.kind === 'Skipped' || node.kind === 'Missing') collect(node.first, node.last);
    else if (node.kind === 'Block' && node.broken) {
      if (!node.label?.text) unlabelled.add(node.fullName);
      collect(node.first, node.open === -1 ? node.last : node.open);
    }
  });
  for (const { start, end } of parse.damage) {
    for (const [word] of parse.text.slice(start, end).matchAll(/[\p{L}\p{Nd}_]+/gu)) names.add(word);
  }
  const lost = { names, unlabelled };
  known.set(parse, lost);
  return lost;
}
