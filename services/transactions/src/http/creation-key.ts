import { commandId, newUuid, type Uuid } from '@tamsui/ids';
import { type Problem, problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';

/**
 * The uuid of a row that a request creates. With an Idempotency-Key the same request names the same row for ever, so a
 * retry finds it there instead of creating a second one; without a key every request is a new one.
 */
export function creationId(key: string | undefined, scope: readonly string[]): Uuid {
  return key === undefined ? newUuid() : commandId(scope, key);
}

export const CREATION_REFUSALS: RefusalStatuses<'already_created'> = {
  already_created: {
    status: 409,
    detail: 'This Idempotency-Key has created it before; its secrets were shown then.',
  },
};

/** The answer to such a retry. What was shown once is not shown again, so it is no replay. */
export function alreadyCreated(id: string): Problem {
  return problemOfRefusal({ code: 'already_created', id }, CREATION_REFUSALS);
}
