import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from '../logger.ts';
import { Problem, type ProblemOptions } from './problem.ts';
import { PROBLEM_TYPE, problemDocument } from './problem-document.ts';
import { problemOfThrown } from './problem-of-error.ts';
import { requestIdOf } from './request-id.ts';

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
    const problem = problemOfThrown(error, logger, requestIdOf(res));
    if (res.headersSent) next(error);
    else sendProblem(res, problem);
  };
}

/** Answers with a problem document (RFC 9457). */
export function sendProblem(res: Response, problem: ProblemOptions): void {
  res
    .status(problem.status)
    .set(problem.headers ?? {})
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemDocument(problem, requestIdOf(res))));
}
