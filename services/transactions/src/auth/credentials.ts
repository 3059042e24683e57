import type { Refusal, Result } from '@tamsui/errors';
import type { Principal } from './principal.ts';

/** What a request brings to show who sends it. */
export interface Credentials {
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
  /** The `DPoP` header (RFC 9449, 4.1): a proof by the device's key, for this one request. */
  readonly proof: string | undefined;
  readonly method: string;
  /** The target of the request line, for example `/v1/wallet/statement?limit=5`. */
  readonly url: string;
}

/** In the words of RFC 6750, 3.1 and RFC 9449, 7.1. After the first a client refreshes, after the second it signs anew. */
export type CredentialsRefusal = Refusal<'invalid_token' | 'invalid_dpop_proof'>;

/** Tells who sends a request. @throws Fault, retryable, when that cannot be told at the moment: never a yes */
export type Authenticate = (credentials: Credentials) => Promise<Result<Principal, CredentialsRefusal>>;
