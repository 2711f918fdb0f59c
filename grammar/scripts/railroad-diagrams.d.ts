/** The parts of the library that the page needs; it brings no types of its own. */
declare module '@prantlf/railroad-diagrams' {
  interface Item {
    toString(): string;
  }
  type Piece = Item | string;
  export const defaultCSS: string;
  export class Diagram implements Item {
    constructor(...items: Piece[]);
    toString(): string;
  }
  export class Sequence implements Item {
    constructor(...items: Piece[]);
  }
  export class Choice implements Item {
    constructor(normal: number, ...items: Piece[]);
  }
  export class Optional implements Item {
    constructor(item: Piece);
  }
  export class ZeroOrMore implements Item {
    constructor(item: Piece);
  }
  export class Terminal implements Item {
    constructor(text: string);
  }
  export class NonTerminal implements Item {
    constructor(text: string, options?: { href?: string });
  }
  export class Comment implements Item {
    constructor(text: string);
  }
}
