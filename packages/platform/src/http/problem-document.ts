import type { ProblemOptions } from './problem.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** The text of a problem document (RFC 9457, 3). */
export function problemDocument(problem: ProblemOptions, requestId: string): string {
  return JSON.stringify({
    ...problem.facts,
    type: `urn:tamsui:problem:${problem.code}`,
    title: problem.code.replaceAll('_', ' '),
    status: problem.status,
    code: problem.code,
    detail: problem.detail,
    retryable: problem.retryable ?? false,
    request_id: requestId,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
  });
}
