import { accept, Fault, type Refusal, type Result, refuse } from '@tamsui/errors';
import * as oidc from 'openid-client';
import { z } from 'zod';
import { ASSURANCES, type Assurance } from '../auth/principal.ts';

/** Who the provider says that somebody is. */
export interface Identity {
  readonly issuer: string;
  /** Perhaps a national id: it is looked up by its keyed hash and kept nowhere. */
  readonly subject: string;
  readonly assurance: Assurance;
  readonly name: string | undefined;
}

/** What one sign-in has of its own. */
export interface SignInSecrets {
  readonly state: string;
  readonly codeVerifier: string;
  readonly nonce: string;
}

export type IdentityRefusal = Refusal<'code_refused' | 'identity_refused'>;

/** Where residents sign in, by OpenID Connect Core 1.0. @throws Fault `identity_provider_unavailable`, retryable */
export interface IdentityProvider {
  /** Where to send somebody. @param wanted the only assurance that will do, or any when undefined */
  authorizationUrl(secrets: SignInSecrets, wanted: Assurance | undefined): Promise<string>;
  /** Exchanges a code for an ID token and checks it: signature, iss, aud, nonce, exp, and ES256 alone. */
  identify(secrets: SignInSecrets, code: string): Promise<Result<Identity, IdentityRefusal>>;
}

export interface IdentityProviderOptions {
  readonly issuer: string;
  /** Where we reach it, when that is another way than browsers do. */
  readonly url: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

const TIMEOUT_S = 5;
const MAX_SUBJECT_LENGTH = 255;
const idClaims = z.object({
  sub: z.string().min(1).max(MAX_SUBJECT_LENGTH),
  // A provider that says nothing vouches for little. One that says what we do not know is refused: it could mean anything.
  acr: z.enum(ASSURANCES).default('general'),
  name: z.string().optional(),
  /** For whom it was made, when it says so: OpenID Connect Core 1.0, 3.1.3.7, step 5. */
  azp: z.string().optional(),
});

export function createIdentityProvider(options: IdentityProviderOptions): IdentityProvider {
  const { issuer, redirectUri } = options;
  let discovered: Promise<oidc.Configuration> | undefined;

  /** Addresses and keys are asked for once; whatever goes wrong, they are asked for again. */
  async function configuration(): Promise<oidc.Configuration> {
    discovered ??= discover(options);
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      throw unavailable(error);
    }
  }

  async function authorizationUrl(secrets: SignInSecrets, wanted: Assurance | undefined): Promise<string> {
    const url = oidc.buildAuthorizationUrl(await configuration(), {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(secrets.codeVerifier),
      code_challenge_method: 'S256',
      acr_values: wanted ?? ASSURANCES.toReversed().join(' '),
      prompt: 'login',
    });
    return url.href;
  }

  async function identify(secrets: SignInSecrets, code: string): Promise<Result<Identity, IdentityRefusal>> {
    const config = await configuration();
    const answered = new URL(redirectUri);
    // The app hands us code and state alone. `iss` tells providers apart (RFC 9207), and we have one.
    answered.search = new URLSearchParams({ code, state: secrets.state, iss: issuer }).toString();
    try {
      const tokens = await oidc.authorizationCodeGrant(config, answered, {
        pkceCodeVerifier: secrets.codeVerifier,
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        idTokenExpected: true,
      });
      return identityOf(options, tokens.claims());
    } catch (error) {
      const refused = refusalOf(error);
      if (refused !== 'code_refused') discovered = undefined;
      if (refused === undefined) throw unavailable(error);
      return refuse(refused);
    }
  }

  return { authorizationUrl, identify };
}

function discover(options: IdentityProviderOptions): Promise<oidc.Configuration> {
  const { issuer, url, clientId, clientSecret } = options;
  const metadata = { client_secret: clientSecret, id_token_signed_response_alg: 'ES256' };
  const execute = [oidc.enableNonRepudiationChecks];
  // For a provider on this machine; the configuration takes http from nowhere else.
  if (issuer.startsWith('http:')) execute.push(oidc.allowInsecureRequests);
  return oidc.discovery(new URL(issuer), clientId, metadata, oidc.ClientSecretBasic(clientSecret), {
    execute,
    timeout: TIMEOUT_S,
    ...(url === undefined ? {} : { [oidc.customFetch]: fetchBy(issuer, url) }),
  });
}

/** Sends what is for the issuer to where we reach it. */
function fetchBy(issuer: string, url: string): oidc.CustomFetch {
  return (address, options) => {
    const target = address.startsWith(issuer) ? url + address.slice(issuer.length) : address;
    return fetch(target, options as RequestInit);
  };
}

function identityOf(
  { issuer, clientId }: IdentityProviderOptions,
  claims: unknown,
): Result<Identity, IdentityRefusal> {
  const read = idClaims.safeParse(claims);
  if (!read.success) return refuse('identity_refused');
  const { sub: subject, acr: assurance, name, azp = clientId } = read.data;
  if (azp !== clientId) return refuse('identity_refused');
  return accept({ issuer, subject, assurance, name });
}

/** What the provider or its token said that is a no; undefined when we could not hear. */
function refusalOf(error: unknown): IdentityRefusal['code'] | undefined {
  if (error instanceof oidc.ResponseBodyError) {
    // A code that is used, over, or another client's: RFC 6749, 5.2.
    return error.error === 'invalid_grant' ? 'code_refused' : undefined;
  }
  const code = error instanceof oidc.ClientError ? error.code : undefined;
  return code !== undefined && REFUSING_CODES.has(code) ? 'identity_refused' : undefined;
}

/** How the library says that an ID token is not to be believed. */
const REFUSING_CODES = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
]);

function unavailable(cause: unknown): Fault {
  const message = 'The identity provider does not answer as it should at the moment.';
  return new Fault('identity_provider_unavailable', message, { cause, retryable: true });
}
