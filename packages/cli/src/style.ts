/** Puts text into a colour or a weight. */
export type Paint = <Text extends string>(text: Text) => Text;

export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
  readonly green: Paint;
  readonly blue: Paint;
}

const plain: Paint = (text) => text;

function paint(on: number, off: number): Paint {
  return <Text extends string>(text: Text) => (text === '' ? text : (`\x1b[${on}m${text}\x1b[${off}m` as Text));
}

const colours: Style = {
  bold: paint(1, 22),
  dim: paint(2, 22),
  red: paint(31, 39),
  yellow: paint(33, 39),
  cyan: paint(36, 39),
  green: paint(32, 39),
  blue: paint(94, 39),
};

const none: Style = { bold: plain, dim: plain, red: plain, yellow: plain, cyan: plain, green: plain, blue: plain };

/** The eight colours that every terminal has, or none. */
export function style(colour: boolean): Style {
  return colour ? colours : none;
}
