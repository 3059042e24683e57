import type { ProblemOptions } from './problem.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** A problem as it is written on the wire (RFC 9457). */
export function problemDocument(
  problem: ProblemOptions,
  requestId: string,
): Readonly<Record<string, unknown>> {
  const { status, code, detail, retryable = false, errors, facts } = problem;
  return {
    ...facts,
    type: `urn:tamsui:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status,
    code,
    detail,
    retryable,
    request_id: requestId,
    ...(errors === undefined ? {} : { errors }),
  };
}
