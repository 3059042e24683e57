import { TamsuiError } from '@tamsui/sdk';
import { CliError } from '../cli-error.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { whyNoAnswer } from '../human/why-no-answer.ts';
import type { JsonObject } from '../output.ts';
import { Silence } from './client.ts';

/** What the SDK throws, as the error of a command; anything else as it is. */
export function fromApi(error: unknown): unknown {
  if (!(error instanceof TamsuiError)) return error;
  return error.code === 'no_answer' ? unreachable(error) : refused(error);
}

/** An answer that says no. Facts of the problem stay: what is left of a limit, which fields. */
function refused(error: TamsuiError): CliError {
  const { code, message, status, requestId, idempotencyKey, problem } = error;
  const { code: _, detail: _1, title: _2, type: _3, instance: _4, ...facts } = problem;
  return new CliError({
    code,
    message,
    hint: hintOf(error),
    exitCode: exitCodeOf(error),
    facts: {
      status,
      ...(requestId === undefined ? {} : { request_id: requestId }),
      ...facts,
      ...(idempotencyKey === undefined ? {} : { idempotency_key: idempotencyKey }),
    },
    cause: error,
  });
}

function exitCodeOf({ status, retryable }: TamsuiError): ExitCode {
  if (status === 401 || status === 403) return EXIT.notAllowed;
  return retryable || (status ?? 0) >= 500 ? EXIT.unreachable : EXIT.refused;
}

function hintOf({ code, status }: TamsuiError): string | undefined {
  if (code === 'unreadable_answer')
    return 'Is the address right? `tamsui config show` says where it comes from.';
  if (status === 401)
    return 'Is it the key of this address? See `tamsui config show`; a new one: tamsui login';
  if (status === 403)
    return 'Ask with a key that has the scope, or of the other kind. See `tamsui config show`.';
  if (status === 429) return 'Wait a little: this caller has asked more often than it may.';
  return (status ?? 0) >= 500 ? '`tamsui doctor` looks for what is wrong.' : undefined;
}

/** That there was no answer at all. */
function unreachable({ cause, idempotencyKey }: TamsuiError): CliError {
  const facts: JsonObject = idempotencyKey === undefined ? {} : { idempotency_key: idempotencyKey };
  return new CliError({
    code: 'unreachable',
    message: cause instanceof Silence ? cause.message : `The answer broke off: ${whyNoAnswer(cause)}`,
    hint: 'Is the address right (`tamsui config show`)? `tamsui doctor` looks for what is wrong.',
    exitCode: EXIT.unreachable,
    facts,
    cause,
  });
}
