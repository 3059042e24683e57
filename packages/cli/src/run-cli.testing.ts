import { PassThrough, Readable } from 'node:stream';
import { newUuid } from '@tamsui/ids';
import { type Clock, systemClock } from '@tamsui/platform/clock';
import { readCliConfig } from './config.ts';
import type { ExitCode } from './exit-codes.ts';
import type { JsonObject } from './output.ts';
import { runCli } from './run-cli.ts';

/** How one call of the program ended, and what it said. */
export interface Called {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** Every line of standard output, each of them JSON. */
  readonly lines: readonly JsonObject[];
  /** The one object of standard output. @throws Error when it holds anything else */
  readonly json: JsonObject;
}

export interface Calling {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** Sees each line of standard output as it is written. */
  readonly onLine?: (line: string) => void;
}

/** Calls the program inside this process, with nothing of this process's own environment. */
export async function call(args: readonly string[], calling: Calling = {}): Promise<Called> {
  const { env = {}, stdin = '', clock = systemClock, signal = new AbortController().signal } = calling;
  const stdout = new PassThrough();
  let said = '';
  let remarks = '';
  stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
    for (const line of chunk.toString('utf8').split('\n')) if (line !== '') calling.onLine?.(line);
  });
  const code = await runCli({
    args,
    config: readCliConfig({ HOME: '/nonexistent', TAMSUI_DATA: '/nonexistent', ...env }),
    stdin: Readable.from([stdin]),
    stdout,
    stderr: { write: (text) => (remarks += text) },
    clock,
    newKey: newUuid,
    signal,
  });
  return {
    code,
    stdout: said,
    stderr: remarks,
    get lines() {
      return said.trimEnd().split('\n').map(parse);
    },
    get json() {
      return parse(said.trimEnd());
    },
  };
}

function parse(line: string): JsonObject {
  if (line.includes('\n')) throw new Error(`more than one line: ${line}`);
  return JSON.parse(line) as JsonObject;
}
