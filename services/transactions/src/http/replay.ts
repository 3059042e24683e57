import type { Refusal } from '@tamsui/errors';
import { fingerprintOf } from '@tamsui/ids';
import { type HttpRequest, Problem, problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';

/** Says of an answer that it was decided before, and that nothing happened now. */
export const REPLAYED_HEADER = { 'Idempotent-Replayed': 'true' };

/**
 * What a request asked for, in a form that tells a retry from another request under the same key.
 * @param apart members of the body that do not belong to what is asked for
 */
export function fingerprintOfRequest(req: HttpRequest, apart: readonly string[] = []): string {
  return fingerprintOf({ method: req.method, path: req.path, body: without(apart, req.body) });
}

/** What is undefined is in no fingerprint; taking members out would cost each payment a list of all of them. */
function without(apart: readonly string[], sent: unknown): unknown {
  if (apart.length === 0 || typeof sent !== 'object' || sent === null) return sent;
  const kept: Record<string, unknown> = { ...sent };
  for (const member of apart) kept[member] = undefined;
  return kept;
}

/** The problem of a refusal that was decided now, or before. */
export function problemOfDecision<Code extends string>(
  refusal: Refusal<Code>,
  statuses: RefusalStatuses<Code>,
  replayed: boolean,
): Problem {
  const problem = problemOfRefusal(refusal, statuses);
  return replayed ? new Problem({ ...problem.options, headers: REPLAYED_HEADER }) : problem;
}
