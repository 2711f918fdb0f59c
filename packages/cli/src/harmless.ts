/**
 * Text that is fit for one kind of output. What comes from elsewhere (names of files, what stands in them, what an operating system says)
 * becomes such text only by the function of that kind which makes it harmless, and whoever writes takes nothing else: to forget it does not
 * compile.
 *
 * A text with parts is made by the tag of its kind, of its own words and of parts that are fit already:
 *
 * ```ts
 * err.write(shown`assay: ${line(path)}: does not exist\n`);
 * ```
 */
declare const kind: unique symbol;
export type Fit<Kind extends string> = string & { readonly [kind]: Kind };

/** For people: on a terminal, or in the log of a service of CI. */
export type Shown = Fit<'shown'>;
export type Json = Fit<'json'>;
export type Xml = Fit<'xml'>;
export type Dot = Fit<'dot'>;
export type Mermaid = Fit<'mermaid'>;
export type Markdown = Fit<'markdown'>;
/** Commands to a workflow of GitHub, and lines for its log. */
export type Commands = Fit<'commands'>;
/** A text of the user's own, to the byte: for files, and for programs that read it. */
export type Verbatim = Fit<'verbatim'>;

/** What may be written to a channel. */
export type Output = Shown | Json | Xml | Dot | Mermaid | Commands | Verbatim;

type Tag<Kind extends string> = (words: TemplateStringsArray, ...parts: readonly (Fit<Kind> | number)[]) => Fit<Kind>;

function tag<Kind extends string>(): Tag<Kind> {
  return (words, ...parts) => String.raw({ raw: words }, ...parts) as Fit<Kind>;
}

export const shown = tag<'shown'>();
export const xml = tag<'xml'>();
export const dot = tag<'dot'>();
export const mermaid = tag<'mermaid'>();
export const markdown = tag<'markdown'>();
export const commands = tag<'commands'>();

/** Joins parts of one kind. */
export function joined<Kind extends string>(parts: readonly Fit<Kind>[], separator: NoInfer<Fit<Kind>>): Fit<Kind> {
  return parts.join(separator) as Fit<Kind>;
}

/** Words of our own: help, and pages that were written for Assay. Nothing else. */
export function ours(text: string): Shown {
  return text as Shown;
}

/** So many blanks. */
export function blanks(count: number): Shown {
  return ' '.repeat(Math.max(0, count)) as Shown;
}

/** One of our signs, so many times. */
export function repeated(sign: '^' | '-' | '_', count: number): Shown {
  return sign.repeat(Math.max(0, count)) as Shown;
}

/**
 * What moves a cursor, is not seen, or hides or reorders what follows: control characters but tabs and newlines, characters of format, halves
 * of pairs, and separators of lines and paragraphs. What emoji are made with is harmless.
 */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
  /[\x00-\x08\x0b-\x1f\x7f-\x9f]|(?![\u200d\ufe0e\ufe0f])[\p{Cf}\p{Default_Ignorable_Code_Point}]|\p{Cs}|[\u2028\u2029]/gu;

/**
 * What services of CI take for commands: `::` where a line begins (GitHub), `##[`, `##vso[` and `##teamcity[` anywhere in it (GitHub, Azure,
 * TeamCity). GitLab's begin with control characters.
 */
const COMMAND = /^([^\S\n\r\u2028\u2029]*:):|#(#)(?=(?:vso|teamcity)?\[)/gim;

/** Text with a visible stand-in, as wide, for each character that is not to be shown. Keeps tabs and newlines. */
export function lines(text: string): Shown {
  return withoutCommands(
    text.replace(UNPRINTABLE, (char) => {
      const code = char.charCodeAt(0);
      if (code < 0x20) return String.fromCharCode(0x2400 + code);
      return code === 0x7f ? '\u2421' : '\ufffd';
    }),
  ) as Shown;
}

/** The same on one line: newlines and tabs become blanks. */
export function line(text: string): Shown {
  return lines(text.replace(/[\n\t]/g, ' '));
}

/** Text with characters that look the same (a colon, a sharp) where a service would see a command. */
function withoutCommands(text: string): string {
  return text.replace(COMMAND, (_, colon: string | undefined) => (colon === undefined ? '#\u266f' : `${colon}\ua789`));
}

/** A part of a text that is fit is fit. @param end exclusive, in UTF-16 units */
export function part<Kind extends string>(text: Fit<Kind>, start: number, end?: number): Fit<Kind> {
  return text.slice(start, end) as Fit<Kind>;
}

/** A value as JSON, with a line break at its end, in which nothing is hidden and no service sees a command: such characters are escapes there. */
export function jsonText(value: unknown, indent?: number): Json {
  const text = JSON.stringify(value, undefined, indent)
    .replace(UNPRINTABLE, escaped)
    .replace(COMMAND, (match) => (match.startsWith('#') ? '#\\u0023' : match));
  return `${text}\n` as string as Json;
}

function escaped(text: string): string {
  return Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}

/** What XML 1.0 has no way to write: most control characters, halves of pairs, and two that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const UNWRITABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu;

/** A text as it stands in an element or, in double quotes, in an attribute. What XML cannot hold becomes U+FFFD. */
export function xmlText(text: string): Xml {
  const reference = (char: string): string => `&#${char.codePointAt(0)};`;
  return text
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, reference)
    .replace(UNPRINTABLE, reference)
    .replace(COMMAND, (match) => (match.startsWith('#') ? '#&#35;' : match)) as Xml;
}

/** The attributes of an element of XML, each with a blank before it. The names are ours. */
export function xmlAttributes(values: Readonly<Record<string, string | number>>): Xml {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('') as Xml;
}

/** A text between double quotes, as Graphviz reads it. It has no escapes for what is not to be shown. */
export function dotText(text: string): Dot {
  const readable = lines(text.replaceAll('\r', '')).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${readable}"` as Dot;
}

/** A text that stands between double quotes in Mermaid: what has a meaning there, a directive's `%%{` too, as entities. */
export function mermaidText(text: string): Mermaid {
  const entity = (char: string): string => `#${char.codePointAt(0)};`;
  return text.replace(/[&"<>#;%\n\r\t`]/g, entity).replace(UNPRINTABLE, entity) as Mermaid;
}

/** A text that Markdown shows as it is, on one line; addresses in it are no links. */
export function markdownText(text: string): Markdown {
  return line(text)
    .replaceAll('&', '&amp;')
    .replace(/[\\`*_[\]<>|~$@]/g, (char) => (char === '<' ? '&lt;' : char === '>' ? '&gt;' : `\\${char}`))
    .replace(/:(?=\/\/)/g, '&#58;')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`) as Markdown;
}

/**
 * Where a link of Markdown leads.
 *
 * @param address ours, or the service's own
 * @param path what follows, with slashes
 */
export function markdownAddress(address: string, path = ''): Markdown {
  const target = path.split('/').map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')));
  return (encodeURI(decodeURI(address)) + target.join('/')).replace(/[()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`) as Markdown;
}

/** What stands behind a command to a workflow of GitHub. */
export function commandText(text: string): Commands {
  return lines(text).replaceAll('%', '%25').replaceAll('\n', '%0A') as Commands;
}

/** What stands in a command to a workflow of GitHub, as the value of a name. */
export function commandProperty(text: string): Commands {
  return commandText(text).replaceAll(':', '%3A').replaceAll(',', '%2C') as Commands;
}

/** A line for the log of a workflow of GitHub. */
export function logLine(text: Shown): Commands {
  return `${text}\n` as string as Commands;
}

/** The user's own text as it is, for a file or for a program that reads it. */
export function verbatim(text: string): Verbatim {
  return text as Verbatim;
}

/** The same as a terminal can show it. */
export function verbatimOnTerminal(text: string): Verbatim {
  return lines(text) as string as Verbatim;
}

/** The same where no service may take a line of it for a command. */
export function verbatimInLog(text: string): Verbatim {
  return withoutCommands(text) as Verbatim;
}
