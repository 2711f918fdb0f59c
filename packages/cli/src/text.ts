import { line, type Shown } from './harmless.ts';

/** How many columns a terminal gives to a character: 0, 1 or 2. */
export function charWidth(char: string): number {
  const code = char.codePointAt(0) as number;
  if (code < 0x300) return 1;
  if (code === 0x200d || combining.test(char)) return 0;
  return isWide(code, char) ? 2 : 1;
}

/** Marks that stand on the character before them, and what selects its variant. */
const combining = /^[\p{Mn}\p{Me}]$/u;
const emoji = /^\p{Emoji_Presentation}$/u;

/** East Asian Wide and Fullwidth (Unicode's UAX 11), by block, and characters that are shown as pictures. */
function isWide(code: number, char: string): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xa960 && code <= 0xa97f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff01 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd) ||
    emoji.test(char)
  );
}

/** The columns that a text without control characters takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

/** Breaks a paragraph into lines of at most `width` columns, at blanks; a word that is longer stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \n]+/).filter((part) => part !== '')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string, plural = `${noun}s`): Shown {
  return line(`${number} ${number === 1 ? noun : plural}`);
}
