import { CommanderError } from 'commander';
import { fromApi } from './api/api-error.ts';
import { openClient } from './api/client.ts';
import { CliError } from './cli-error.ts';
import type { Context, Surroundings } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { createOutput, type JsonObject, type Output } from './output.ts';
import { buildProgram } from './program.ts';
import { findConnection, needKey } from './session/connection.ts';

/** Runs one command line and says how it ended. Never throws. */
export async function runCli(surroundings: Surroundings): Promise<ExitCode> {
  const { args, stdout, stderr, config } = surroundings;
  const output = createOutput(wantsJson(args), stdout, stderr);
  let exitCode: ExitCode = EXIT.ok;
  const context: Context = {
    ...surroundings,
    output,
    connection: (given = {}) => findConnection(config, { ...program.opts(), ...given }),
    client: ({ deadlineMs, ...given } = {}) => {
      const connection = context.connection(given);
      return openClient({
        url: connection.url,
        apiKey: needKey(connection),
        signal: surroundings.signal,
        deadlineMs,
        onSilence: (message) => output.progress(`${message}; asking again`),
      });
    },
    endWith: (code) => {
      exitCode = code;
    },
  };
  let help = '';
  const program = buildProgram(context, (text) => {
    help += text;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    const failure = toCliError(fromApi(error), surroundings.signal);
    if (failure === undefined) {
      output.result({ text: help }, () => help.trimEnd());
      return EXIT.ok;
    }
    printError(failure, output, stderr);
    return failure.exitCode;
  }
}

/** Known before anything is parsed: a command line that is wrong is answered as JSON, too. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes('--json');
}

/** @returns undefined for what is no failure: help that was asked for */
function toCliError(error: unknown, signal: AbortSignal): CliError | undefined {
  if (error instanceof CliError) return error;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return undefined;
    const isHelp = error.code === 'commander.help';
    return new CliError({
      code: 'usage',
      message: isHelp ? 'Which command?' : error.message.replace(/^error: /, ''),
      hint: 'Run `tamsui --help`, or add --help to a command.',
      exitCode: EXIT.usage,
    });
  }
  if (signal.aborted) {
    return new CliError({ code: 'interrupted', message: 'Interrupted.', exitCode: EXIT.interrupted });
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new CliError({ code: 'bug', message: `BUG: ${text}`, exitCode: EXIT.bug, cause: error });
}

function printError(error: CliError, output: Output, stderr: Surroundings['stderr']): void {
  if (output.asJson) output.result({ error: errorToJson(error) }, () => '');
  else {
    output.note(`tamsui: ${error.message}`);
    for (const line of fieldLines(error.facts)) output.note(`  ${line}`);
    if (error.hint !== undefined) output.note(`  → ${error.hint}`);
  }
  if (error.exitCode === EXIT.bug && output.asJson) stderr.write(`${error.message}\n`);
}

function errorToJson({ code, message, hint, exitCode, facts }: CliError): JsonObject {
  return { code, message, ...(hint === undefined ? {} : { hint }), ...facts, exit_code: exitCode };
}

/** What is wrong with which field, and the numbers by which the city's staff find the request. */
function fieldLines({ errors, request_id: requestId }: JsonObject): string[] {
  const fields = Array.isArray(errors) ? (errors as { pointer?: unknown; message?: unknown }[]) : [];
  const lines = fields.map(({ pointer, message }) => `${String(pointer)}: ${String(message)}`);
  return typeof requestId === 'string' ? [...lines, `request ${requestId}`] : lines;
}
