import { createHash } from 'node:crypto';
import { accept, type Refusal, type Result, refuse } from '@tamsui/errors';
import { compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import { readCompactJws } from './compact-jws.ts';
import { type DevicePublicKey, devicePublicKey, thumbprintOf } from './device-key.ts';

/** How far a device's clock and ours may be apart. Within it, whoever remembers proofs must know each. */
export const PROOF_WINDOW_MS = 60_000;
const MAX_JTI_LENGTH = 128;

const proofHeader = z.strictObject({
  typ: z.literal('dpop+jwt'),
  alg: z.literal('ES256'),
  jwk: devicePublicKey,
});
const proofClaims = z.object({
  jti: z.string().min(1).max(MAX_JTI_LENGTH),
  htm: z.string(),
  htu: z.string(),
  iat: z.number().nonnegative(),
  ath: z.string().optional(),
});

/** The request that a proof must be for. */
export interface ProvenRequest {
  readonly method: string;
  /** The target of the request line, with or without a query. */
  readonly url: string;
  /** Every address under which callers reach us, for example `https://api.tamsui.example`. */
  readonly publicUrls: readonly string[];
  /** The access token that is sent along; none where a token is asked for. */
  readonly accessToken?: string;
  readonly now: Date;
}

export interface Proof {
  readonly publicKey: DevicePublicKey;
  readonly thumbprint: string;
  /** What the proof calls itself; whether it came before is another's to say. */
  readonly jti: string;
  readonly issuedAt: Date;
}

/** Checks a proof as RFC 9449, 4.3 demands, all but that it is new. */
export async function checkDpopProof(
  proof: string | undefined,
  request: ProvenRequest,
): Promise<Result<Proof, Refusal<'invalid_dpop_proof'>>> {
  const content = proof === undefined ? undefined : readCompactJws(proof);
  const header = proofHeader.safeParse(content?.header);
  const claims = proofClaims.safeParse(content?.payload);
  if (proof === undefined || !header.success || !claims.success) return refuse('invalid_dpop_proof');
  const { jwk } = header.data;
  if (!isFor(claims.data, request) || !(await isSignedBy(jwk, proof))) return refuse('invalid_dpop_proof');
  const { jti, iat } = claims.data;
  return accept({ publicKey: jwk, thumbprint: thumbprintOf(jwk), jti, issuedAt: new Date(iat * 1_000) });
}

function isFor(claims: z.output<typeof proofClaims>, request: ProvenRequest): boolean {
  const ageMs = request.now.getTime() - claims.iat * 1_000;
  const ath = request.accessToken === undefined ? undefined : hashOfToken(request.accessToken);
  return (
    claims.htm === request.method &&
    Math.abs(ageMs) <= PROOF_WINDOW_MS &&
    claims.ath === ath &&
    isAddress(claims.htu, request)
  );
}

/** RFC 9449, 4.2: base64url of SHA-256 of the token as it was sent. */
function hashOfToken(token: string): string {
  return createHash('sha256').update(token, 'ascii').digest('base64url');
}

/**
 * Compared without query and fragment, and in normal form (RFC 9449, 4.3). A request line may name another host in full,
 * for which somebody may well have a proof: only a path counts, and it is ours.
 */
function isAddress(htu: string, { url, publicUrls }: ProvenRequest): boolean {
  const claimed = placeOf(htu);
  if (claimed === undefined || !url.startsWith('/')) return false;
  return publicUrls.some((base) => placeOf(base + url) === claimed);
}

function placeOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname, username, password } = new URL(address);
  return username === '' && password === '' ? origin + pathname : undefined;
}

async function isSignedBy(key: DevicePublicKey, proof: string): Promise<boolean> {
  try {
    await compactVerify(proof, await importJWK({ ...key }, 'ES256'), { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
}
