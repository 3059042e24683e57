import { type HttpRequest, Problem, unauthorized } from '@tamsui/platform/http';
import type { Authenticate, Credentials } from '../auth/credentials.ts';
import type { Principal } from '../auth/principal.ts';

const AUTHORIZATION = /^(Bearer|DPoP) ([!-~]{1,4096})$/i;
const MAX_PROOF_LENGTH = 4_096;

/** Who sends this request. @throws Problem 401 when it does not say, or not so that we believe it */
export async function callerOf(authenticate: Authenticate, req: HttpRequest): Promise<Principal> {
  const credentials = credentialsOf(req);
  const found = await authenticate(credentials);
  if (found.ok) return found.value;
  if (credentials.scheme === 'Bearer') throw unauthorized('The token is not known.');
  throw dpopProblem(found.refusal.code);
}

/** @throws Problem 401 when the request brings none */
export function credentialsOf(req: HttpRequest): Credentials {
  const [, scheme, token] = AUTHORIZATION.exec(req.get('authorization') ?? '') ?? [];
  if (scheme === undefined || token === undefined)
    throw unauthorized('Send Authorization: Bearer and your token.');
  const isBearer = scheme.toLowerCase() === 'bearer';
  return {
    scheme: isBearer ? 'Bearer' : 'DPoP',
    token,
    proof: proofOf(req),
    method: req.method,
    url: req.originalUrl,
  };
}

/** The proof of `DPoP: …`; what is too long to be one is none. */
export function proofOf(req: HttpRequest): string | undefined {
  const proof = req.get('dpop');
  return proof === undefined || proof.length > MAX_PROOF_LENGTH ? undefined : proof;
}

const DETAILS = {
  invalid_token: 'The access token is not valid, or not any more: refresh it.',
  invalid_dpop_proof:
    'The DPoP header proves nothing: sign method, address, time, a new jti and the hash of the token.',
} as const;

/** A refused DPoP token or proof, as RFC 9449, 7.1 tells it. */
export function dpopProblem(error: keyof typeof DETAILS): Problem {
  return new Problem({
    status: 401,
    code: 'unauthorized',
    detail: DETAILS[error],
    headers: { 'WWW-Authenticate': `DPoP error="${error}", algs="ES256"` },
  });
}
