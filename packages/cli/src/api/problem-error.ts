import { CliError } from '../cli-error.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { JsonObject } from '../output.ts';

/** What the API answered instead of what was asked for: a problem document (RFC 9457), or something that is none. */
export interface Refused {
  readonly status: number;
  readonly problem: JsonObject;
}

/** An answer that says no, as the error of a command. Facts of the problem stay: what is left of a limit, which fields. */
export function problemError({ status, problem }: Refused): CliError {
  const { code, detail, title, type: _, status: __, instance: ___, ...facts } = problem;
  return new CliError({
    code: typeof code === 'string' ? code : `http_${status}`,
    message: sentenceOf(detail ?? title, status),
    hint: hintOf(status),
    exitCode: exitCodeOf(status, problem.retryable === true),
    facts: { status, ...facts },
  });
}

function sentenceOf(detail: unknown, status: number): string {
  return typeof detail === 'string'
    ? detail
    : `The API answered ${status} without saying why: is the address right?`;
}

function exitCodeOf(status: number, isRetryable: boolean): ExitCode {
  if (status === 401 || status === 403) return EXIT.notAllowed;
  return status >= 500 || status === 429 || isRetryable ? EXIT.unreachable : EXIT.refused;
}

function hintOf(status: number): string | undefined {
  if (status === 401)
    return 'Is it the key of this address? See `tamsui config show`; a new one: tamsui login';
  if (status === 403)
    return 'Ask with a key that has the scope, or of the other kind. See `tamsui config show`.';
  if (status === 429) return 'Wait a little: this caller has asked more often than it may.';
  return status >= 500 ? '`tamsui doctor` looks for what is wrong.' : undefined;
}

/** That there was no answer at all. */
export function unreachableError(url: string, why: string, cause?: unknown): CliError {
  return new CliError({
    code: 'unreachable',
    message: `${url} does not answer: ${why}`,
    hint: 'Is the address right (`tamsui config show`)? `tamsui doctor` looks for what is wrong.',
    exitCode: EXIT.unreachable,
    cause,
  });
}
