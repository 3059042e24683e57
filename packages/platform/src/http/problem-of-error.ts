import { Fault } from '@tamsui/errors';
import { isDatabaseUnavailable } from '../database/unavailable.ts';
import type { Logger } from '../logger.ts';
import { Problem, type ProblemOptions } from './problem.ts';

const RETRY_AFTER_SECONDS = '1';

export const MALFORMED_JSON: ProblemOptions = {
  status: 400,
  code: 'malformed_json',
  detail: 'The body is no JSON object.',
};

/** The problem that something thrown is answered with. What is our own fault, or the world's, is logged. */
export function problemOfThrown(error: unknown, logger: Logger, requestId: string): ProblemOptions {
  const problem = problemOf(error);
  if (problem.status >= 500) {
    const level = problem.retryable ? 'warn' : 'error';
    logger[level]({ err: error, requestId }, 'request failed');
  }
  return problem;
}

function problemOf(error: unknown): ProblemOptions {
  if (error instanceof Problem) return error.options;
  if (error instanceof Fault) return problemOfFault(error);
  if (isDatabaseUnavailable(error)) {
    return problemOfFault(
      new Fault('database_unavailable', 'The database is not reachable.', { retryable: true }),
    );
  }
  return (
    problemOfBodyParser(error) ?? {
      status: 500,
      code: 'internal_error',
      detail: 'We made a mistake; it is logged.',
    }
  );
}

function problemOfFault(fault: Fault): ProblemOptions {
  return {
    status: 503,
    code: fault.code,
    detail: fault.message,
    retryable: fault.retryable,
    headers: fault.retryable ? { 'Retry-After': RETRY_AFTER_SECONDS } : {},
  };
}

/** What Express and its body parser throw carries a status and, mostly, a type. */
function problemOfBodyParser(error: unknown): ProblemOptions | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  const type = 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large')
    return { status: 413, code: 'body_too_large', detail: 'The body is too large.' };
  if (type === 'entity.parse.failed') {
    return MALFORMED_JSON;
  }
  if (error.status === 415) {
    const detail = 'The body has a charset or an encoding that is not taken.';
    return { status: 415, code: 'unsupported_encoding', detail };
  }
  if (error.status >= 400 && error.status < 500) {
    return { status: error.status, code: 'malformed_request', detail: 'The request could not be read.' };
  }
  return undefined;
}
