import { compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import { readCompactJws } from '../auth/compact-jws.ts';
import type { DevicePublicKey } from '../auth/device-key.ts';

const proofHeader = z.strictObject({ typ: z.literal('device-enrolment+jws'), alg: z.literal('ES256') });
const proofPayload = z.strictObject({ aud: z.string(), challenge: z.string() });

/** What a device must have signed to show that the private key is its own. */
export interface EnrolmentChallenge {
  /** Who we are: a signature for somebody else enrols nothing here. */
  readonly audience: string;
  /** What the sign-in was answered with. */
  readonly challenge: string;
}

/** Checks a compact JWS (RFC 7515) over `{"aud","challenge"}`, of type `device-enrolment+jws`, by this key. */
export async function provesPossession(
  proof: string,
  publicKey: DevicePublicKey,
  expected: EnrolmentChallenge,
): Promise<boolean> {
  const content = readCompactJws(proof);
  const payload = proofPayload.safeParse(content?.payload);
  if (!proofHeader.safeParse(content?.header).success || !payload.success) return false;
  const { aud, challenge } = payload.data;
  if (aud !== expected.audience || challenge !== expected.challenge) return false;
  try {
    await compactVerify(proof, await importJWK({ ...publicKey }, 'ES256'), { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
}
