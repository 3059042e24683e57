import { CliError } from '../cli-error.ts';
import type { Surroundings } from '../context.ts';
import { EXIT } from '../exit-codes.ts';

const MAX_LENGTH = 1_000;
const CTRL_C = '\u0003';
const BACKSPACES = ['\u007f', '\b'];
const LINE_ENDS = ['\r', '\n', '\u0004'];

type Terminal = Surroundings['stdin'] & { setRawMode?: (isRaw: boolean) => unknown };

/** Reads a secret: typed without being shown at a terminal, or all of what comes through a pipe. */
export async function readSecret(
  { stdin, stderr, signal }: Pick<Surroundings, 'stdin' | 'stderr' | 'signal'>,
  question: string,
): Promise<string> {
  const terminal: Terminal = stdin;
  if (terminal.isTTY !== true || terminal.setRawMode === undefined) return readAll(stdin);
  stderr.write(question);
  terminal.setRawMode(true);
  try {
    return await readTyped(terminal, signal);
  } finally {
    terminal.setRawMode(false);
    stderr.write('\n');
  }
}

async function readAll(stdin: AsyncIterable<Buffer | string>): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > MAX_LENGTH) break;
  }
  return text.trim();
}

async function readTyped(terminal: AsyncIterable<Buffer | string>, signal: AbortSignal): Promise<string> {
  let typed = '';
  for await (const chunk of terminal) {
    for (const character of String(chunk)) {
      if (character === CTRL_C || signal.aborted) throw interrupted();
      if (LINE_ENDS.includes(character)) return typed.trim();
      if (BACKSPACES.includes(character)) typed = typed.slice(0, -1);
      else if (typed.length < MAX_LENGTH) typed += character;
    }
  }
  return typed.trim();
}

/** In raw mode the terminal sends Ctrl-C as a character, not as a signal. */
function interrupted(): CliError {
  return new CliError({ code: 'interrupted', message: 'Interrupted.', exitCode: EXIT.interrupted });
}
