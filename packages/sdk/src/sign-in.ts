import type { TamsuiClient } from './client.ts';
import type { Schema } from './operation-types.ts';
import { TamsuiError } from './tamsui-error.ts';

export interface SignInOptions {
  /** Shows the city's sign-in page, in the browser of the phone. @returns the address that the browser came back to */
  readonly show: (url: string) => Promise<string>;
  /** `gold` for a step-up; whatever the resident has when left out. */
  readonly assurance?: Schema<'SignIn'>['assurance'];
}

/**
 * Signs a resident in at the city's identity provider: OpenID Connect's code flow with PKCE (RFC 7636). The verifier
 * stays with the API, so a code that somebody else sees is worth nothing; that the browser came back for this very
 * sign-in is looked at here.
 * @throws TamsuiError; `sign_in_refused` when the resident or the provider said no, `sign_in_mixed_up` for another's return
 */
export async function signIn(
  client: TamsuiClient,
  { show, assurance }: SignInOptions,
): Promise<Schema<'SignIn'>> {
  const body = assurance === undefined ? {} : { assurance };
  const { authorization_url, state } = await client.call('startSignIn', { body });
  const returned = new URL(await show(authorization_url)).searchParams;
  if (returned.get('state') !== state) {
    throw notSignedIn('sign_in_mixed_up', 'The browser came back from another sign-in: begin again.');
  }
  const code = returned.get('code');
  if (code !== null) return client.call('completeSignIn', { body: { state, code } });
  const why = returned.get('error_description') ?? returned.get('error') ?? 'no reason given';
  throw notSignedIn('sign_in_refused', `Nobody was signed in: ${why}.`);
}

function notSignedIn(code: string, message: string): TamsuiError {
  return new TamsuiError({ code, message, status: null, retryable: false });
}
