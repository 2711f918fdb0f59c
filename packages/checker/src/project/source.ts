import { decodeSource, type Edit, LineIndex, type ParseResult, parse, reparse } from '@assay/parser';

/** One configuration file: its text, where its lines begin, and its syntax tree, read once when first asked for. */
export interface Source {
  /** The path as it was given. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly parse: ParseResult;
  /** Why Alloy refuses the bytes before it reads them (LANGUAGE.md 1.1), and where (an offset in UTF-16 units). */
  readonly encodingProblem?: { readonly message: string; readonly offset: number };
}

class LazySource implements Source {
  readonly path: string;
  readonly text: string;
  readonly encodingProblem?: { readonly message: string; readonly offset: number };
  #lines: LineIndex | undefined;
  #parse: ParseResult | undefined;

  constructor(path: string, content: Uint8Array | string) {
    this.path = path;
    if (typeof content === 'string') {
      this.text = content;
    } else {
      const { text, problem } = decodeSource(content);
      this.text = text;
      if (problem) this.encodingProblem = problem;
    }
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  get parse(): ParseResult {
    this.#parse ??= parse(this.text);
    return this.#parse;
  }

  edited(edits: readonly Edit[]): LazySource {
    const before = this.parse;
    // It is used up. Who asks this source again has it read again.
    this.#parse = undefined;
    const after = reparse(before, edits);
    const source = new LazySource(this.path, after.text);
    source.#parse = after;
    return source;
  }
}

/**
 * Makes a source of a file's bytes, or of an editor's text.
 *
 * Bytes that Alloy would refuse are no error here: {@link checkProgram} reports them.
 */
export function openSource(path: string, content: Uint8Array | string): Source {
  return new LazySource(path, content);
}

/**
 * A source after an edit. Only what the edit touches is read anew; the other nodes of the tree go over to the new source, so that those of
 * the old one may not be looked at any more.
 *
 * @param edits places in the text as it is before all of them, not touching each other
 */
export function editSource(source: Source, edits: readonly Edit[]): Source {
  if (source instanceof LazySource) return source.edited(edits);
  throw new TypeError(`${source.path} was not opened here`);
}
