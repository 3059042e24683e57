import type { Uuid } from '@tamsui/ids';
import { z } from 'zod';
import { readCompactJws } from '../auth/compact-jws.ts';
import { publicIdField } from '../http/id-fields.ts';
import { memberOf } from './intent-member.ts';
import { untimely } from './intent-time.ts';
import type { SignedTerms } from './signed-terms.ts';

/** Who has to have signed. */
export interface Signer {
  readonly deviceId: Uuid;
  readonly walletId: Uuid;
}

const header = z.strictObject({ alg: z.literal('ES256'), typ: z.string(), kid: publicIdField('dev') });

/**
 * What is wrong with a text as what this device signs to agree to these terms: the first member, for example
 * `payload/amount`; nothing for a text that cannot be read at all; undefined when nothing is wrong. It says nothing
 * about the signature.
 */
export function wrongMember(text: string, terms: SignedTerms, signer: Signer, now: Date): string | undefined {
  const content = readCompactJws(text);
  if (content === undefined) return '';
  const head = header.safeParse(content.header);
  if (!head.success) return memberOf('header', head.error);
  if (head.data.typ !== terms.kind.typ) return 'header/typ';
  if (head.data.kid !== signer.deviceId) return 'header/kid';
  const body = terms.kind.payload.safeParse(content.payload);
  if (!body.success) return memberOf('payload', body.error);
  const payload = body.data as Readonly<Record<string, unknown>>;
  const expected = { device: signer.deviceId, payer: signer.walletId, ...terms.said };
  const differs = Object.entries(expected).find(([name, value]) => !isSame(payload[name], value));
  if (differs !== undefined) return `payload/${differs[0]}`;
  return memberOutOfTime(payload, now);
}

/** A kind that says nothing of when it was signed is judged by its end alone. */
function memberOutOfTime({ iat = 0, exp }: Readonly<Record<string, unknown>>, now: Date): string | undefined {
  const wrong = untimely({ iat: Number(iat), exp: Number(exp) }, now);
  if (wrong === null) return undefined;
  return wrong === 'intent_expired' ? 'payload/exp' : 'payload/iat';
}

function isSame(one: unknown, other: unknown): boolean {
  return one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
}
