import { Position, Range } from 'vscode';

/** A position as the protocol has it. */
export interface PlainPosition {
  readonly line: number;
  readonly character: number;
}

export interface PlainRange {
  readonly start: PlainPosition;
  readonly end: PlainPosition;
}

export function toPosition({ line, character }: PlainPosition): Position {
  return new Position(line, character);
}

export function toRange({ start, end }: PlainRange): Range {
  return new Range(toPosition(start), toPosition(end));
}
