import { z } from 'zod';
import type { IntentKind } from './signed-terms.ts';

const MAX_INTENT_LENGTH = 4_096;

/** The member `intent` of a body: what a device has signed, described down to each member of what it signs. */
export function intentField({ typ, payload }: IntentKind) {
  const { $schema: _version, ...contentSchema } = z.toJSONSchema(payload, {
    io: 'input',
    unrepresentable: 'any',
  });
  return z
    .string()
    .min(1)
    .max(MAX_INTENT_LENGTH)
    .meta({
      description:
        `What the device has signed: a compact JWS (RFC 7515) with the header {"alg":"ES256","typ":"${typ}",` +
        '"kid":<its device id>} and the payload that `contentSchema` describes. Exactly these bytes are verified.',
      contentMediaType: 'application/jose',
      contentSchema,
    });
}
