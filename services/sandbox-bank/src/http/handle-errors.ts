import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { isDatabaseAway } from '../database/database-away.ts';
import { type Problem, sendProblem } from './problem.ts';

/** What express and its body readers throw for a request that cannot be read. */
const REQUEST_ERROR = z.object({ status: z.number().int().min(400).max(499), type: z.string().optional() });

const BY_TYPE: Readonly<Record<string, Problem>> = {
  'entity.parse.failed': { status: 400, code: 'malformed_json', detail: 'The body is not JSON.' },
  'entity.too.large': {
    status: 413,
    code: 'body_too_large',
    detail: 'The body is larger than is taken here.',
  },
  'charset.unsupported': { status: 415, code: 'unsupported_media_type', detail: 'Send UTF-8.' },
  'encoding.unsupported': {
    status: 415,
    code: 'unsupported_media_type',
    detail: 'Send the body uncompressed.',
  },
};
const UNREADABLE: Problem = { status: 400, code: 'bad_request', detail: 'The request cannot be read.' };
const AWAY: Problem = {
  status: 503,
  code: 'database_unavailable',
  detail: 'The bank cannot reach its books. Send the same request again.',
  retryable: true,
};
const INTERNAL: Problem = { status: 500, code: 'internal_error', detail: 'The bank made a mistake.' };

function problemOf(error: unknown): Problem {
  if (isDatabaseAway(error)) return AWAY;
  const unreadable = REQUEST_ERROR.safeParse(error);
  if (!unreadable.success) return INTERNAL;
  return BY_TYPE[unreadable.data.type ?? ''] ?? UNREADABLE;
}

/** The only place that turns what was thrown into an answer. */
export function handleErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const problem = problemOf(error);
    if (problem.status >= 500) log.error({ err: error, code: problem.code }, 'a request failed');
    if (response.headersSent) return next(error);
    if (problem.retryable === true) response.setHeader('Retry-After', '1');
    sendProblem(response, problem);
  };
}
