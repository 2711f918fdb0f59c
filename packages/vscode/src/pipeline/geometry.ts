/** In pixels, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** By its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Which way the data flows in a picture. */
export type Direction = 'right' | 'down';
