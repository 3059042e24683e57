import type { Readable } from 'node:stream';
import type { Clock } from '@tamsui/platform/clock';
import type { TamsuiClient } from '@tamsui/sdk';
import type { CliConfig } from './config.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Output, TextSink } from './output.ts';
import type { Connection, GivenConnection } from './session/connection.ts';

/** What a call of the program gets from outside; a test brings its own. */
export interface Surroundings {
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly config: CliConfig;
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: TextSink & NodeJS.WritableStream;
  readonly stderr: TextSink;
  readonly clock: Clock;
  /** A new idempotency key. */
  readonly newKey: () => string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What a command asks the client for, beside what the command line says. */
export interface ClientWanted extends GivenConnection {
  /** Of a call with all its attempts; ten seconds when left out. */
  readonly deadlineMs?: number;
}

/** What every command works with. */
export interface Context extends Surroundings {
  readonly output: Output;
  /** Where to, and with which key, by the options, the environment and the config file. */
  connection(given?: GivenConnection): Connection;
  /** The API at that address, with that key. @throws CliError without a key */
  client(asked?: ClientWanted): TamsuiClient;
  /** Ends with this code, though nothing was thrown. */
  endWith(code: ExitCode): void;
}
