import { fstatSync, writeSync } from 'node:fs';
import { nearest } from '@assay/checker';
import { line, lines, type Output, type Shown, shown, type Verbatim, verbatim, verbatimInLog, verbatimOnTerminal } from './harmless.ts';

/** Exit statuses, as the contract has them: nothing to fail on; findings; wrong usage, unreadable input or an internal fault. */
export const ExitStatus = { Ok: 0, Findings: 1, Fault: 2 } as const;
export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];

/** One of the two places where a command writes. */
export interface Channel {
  /** What comes from elsewhere is made fit first (harmless.ts). */
  write(text: Output): void;
  readonly isTerminal: boolean;
  /** Whether a service of CI reads along, and takes some lines for commands. */
  readonly isLog: boolean;
  /** Width in columns; `undefined` where it is no terminal. */
  readonly columns: number | undefined;
  readonly colour: boolean;
}

/** What a command sees of the world beside the file system: reports go to `out`, everything else to `err`. */
export interface Environment {
  readonly out: Channel;
  readonly err: Channel;
  /** Reads standard input to its end. */
  readInput(): Promise<Uint8Array>;
  /** Whether an internal fault is reported with its stack (ASSAY_DEBUG=1). */
  readonly debug: boolean;
  /** The URL of the module that threads beside this one run (`main.ts`); where there is none, all is done in one. */
  readonly program?: string;
  /** The variables of the environment, for what services of CI say of themselves there. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** A name that is not known, and the names that could have been meant. */
export interface Misspelling {
  readonly given: string;
  readonly known: Iterable<string>;
  /** What stands before the name where it is suggested, such as `--`. */
  readonly prefix?: string;
}

/** Wrong usage: the message is for the user, and the run ends with {@link ExitStatus.Fault}. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly misspelling: Misspelling | undefined;

  constructor(message: string, misspelling?: Misspelling) {
    super(message);
    this.misspelling = misspelling;
  }
}

/** The message with *did you mean*, where something was near enough. */
export function withSuggestion(message: string, misspelling: Misspelling | undefined): string {
  if (!misspelling) return message;
  const { given, known, prefix = '' } = misspelling;
  const names = [...known];
  const meant = nearest(given, names) ?? names.find((name) => given.startsWith(name) || (given.length > 1 && name.startsWith(given)));
  return meant === undefined ? message : `${message}: did you mean ${prefix}${meant}?`;
}

/** A line that says what is wrong. */
export function complaint(message: string): Shown {
  return shown`assay: ${line(message)}\n`;
}

/** A text of the user's own, for a program that reads it: to the byte, but for people to see on a terminal, and without commands in a log. */
export function forProgram(text: string, { isTerminal, isLog }: Pick<Channel, 'isTerminal' | 'isLog'>): Verbatim {
  if (isTerminal) return verbatimOnTerminal(text);
  return isLog ? verbatimInLog(text) : verbatim(text);
}

/** One line for a fault of ours, with the stack where it was asked for. */
export function faultMessage(what: string, error: unknown, { debug }: Pick<Environment, 'debug'>): Shown {
  const message = error instanceof Error ? error.message : String(error);
  if ((error as NodeJS.ErrnoException | undefined)?.syscall === 'write') return complaint(`cannot write: ${message}`);
  if (debug && error instanceof Error) return shown`assay: ${line(what)}: ${lines(error.stack ?? message)}\n`;
  return complaint(`${what}: ${message.split('\n')[0]} (this is a mistake in Assay; ASSAY_DEBUG=1 shows where)`);
}

/**
 * Whether to colour what goes to a terminal or a pipe: FORCE_COLOR decides where it is set (`0` and `false` mean no), then NO_COLOR
 * (any text means no), then whether there is a terminal that is not `dumb`.
 */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: () => boolean): boolean {
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env.NO_COLOR) return false;
  return env.TERM !== 'dumb' && isTerminal();
}

/** The environment of this process. */
export function processEnvironment(program: string): Environment {
  return {
    program,
    out: channel(1, () => process.stdout),
    err: channel(2, () => process.stderr),
    readInput,
    debug: process.env.ASSAY_DEBUG === '1',
    variables: process.env,
  };
}

/**
 * Writes straight to a descriptor: nothing is lost when the process ends, a slow reader is waited for, and Node's streams, which take
 * longer to make than a file takes to check, are only made for a terminal.
 */
function channel(descriptor: number, stream: () => NodeJS.WriteStream): Channel {
  const isTerminal = (): boolean => isCharacterDevice(descriptor) && stream().isTTY === true;
  return {
    write: (text) => writeAll(descriptor, Buffer.from(text)),
    // What goes to a file of one's own is read by nobody else.
    get isLog() {
      return isService(process.env) && !isFile(descriptor);
    },
    get isTerminal() {
      return isTerminal();
    },
    get columns() {
      // A terminal that has not been told its size says 0.
      return (isTerminal() && stream().columns) || undefined;
    },
    get colour() {
      return wantsColour(process.env, isTerminal);
    },
  };
}

/** Whether a service runs this that looks for commands in what is written: GitHub, Azure, TeamCity, and what says that it is one. */
function isService({ CI, GITHUB_ACTIONS, TF_BUILD, TEAMCITY_VERSION }: NodeJS.ProcessEnv): boolean {
  return [CI, GITHUB_ACTIONS, TF_BUILD, TEAMCITY_VERSION].some(
    (value) => value !== undefined && value !== '' && value !== 'false' && value !== '0',
  );
}

function isCharacterDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** Writes all of it, waiting for a slow reader; a reader that has gone away is no fault of the run. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The reader went away (`assay check | head`), or there never was one: no fault of the run.
      if (code === 'EPIPE' || code === 'EOF' || code === 'EBADF') return;
      if (code !== 'EAGAIN') throw error;
      // A pipe that does not block is full.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

async function readInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
