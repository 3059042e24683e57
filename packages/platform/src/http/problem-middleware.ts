import { Fault } from '@tamsui/errors';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { isDatabaseUnavailable } from '../database/unavailable.ts';
import type { Logger } from '../logger.ts';
import { Problem, type ProblemOptions } from './problem.ts';
import { requestIdOf } from './request-id.ts';

const RETRY_AFTER_SECONDS = '1';

/** Answers a request that no route took. A mistyped address may have a secret in it, so it is not repeated. */
export const noSuchRoute: RequestHandler = () => {
  throw new Problem({
    status: 404,
    code: 'route_not_found',
    detail: 'Nothing is at this address with this method.',
  });
};

/** The one place where what was thrown becomes an answer. */
export function problemMiddleware(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const problem = problemOf(error);
    if (problem.status >= 500) {
      const level = problem.retryable ? 'warn' : 'error';
      logger[level]({ err: error, requestId: requestIdOf(res) }, 'request failed');
    }
    if (res.headersSent) next(error);
    else sendProblem(res, problem);
  };
}

/** Answers with a problem document (RFC 9457). */
export function sendProblem(res: Response, problem: ProblemOptions): void {
  res
    .status(problem.status)
    .set(problem.headers ?? {})
    .type('application/problem+json')
    .send(
      JSON.stringify({
        ...problem.facts,
        type: `urn:tamsui:problem:${problem.code}`,
        title: problem.code.replaceAll('_', ' '),
        status: problem.status,
        code: problem.code,
        detail: problem.detail,
        retryable: problem.retryable ?? false,
        request_id: requestIdOf(res),
        ...(problem.errors === undefined ? {} : { errors: problem.errors }),
      }),
    );
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
    return { status: 400, code: 'malformed_json', detail: 'The body is no JSON object.' };
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
