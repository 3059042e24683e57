import { commandId, newUuid, type Uuid } from '@tamsui/ids';
import { idempotencyKeyOf, Problem } from '@tamsui/platform/http';
import type { Request } from 'express';

/**
 * The uuid of a row that a request creates. With an Idempotency-Key the same request names the same row for ever, so a
 * retry finds it there instead of creating a second one; without a key every request is a new one.
 */
export function creationId(req: Request, scope: readonly string[]): Uuid {
  if (req.get('idempotency-key') === undefined) return newUuid();
  return commandId(scope, idempotencyKeyOf(req));
}

/** The answer to such a retry. What was shown once is not shown again, so it is no replay. */
export function alreadyCreated(id: string): Problem {
  return new Problem({
    status: 409,
    code: 'already_created',
    detail: 'This Idempotency-Key has created it before; its secrets were shown then.',
    facts: { id },
  });
}
