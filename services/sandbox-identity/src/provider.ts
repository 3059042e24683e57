import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Configuration, type JWK, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { SandboxIdentityConfig } from './config.ts';
import { ASSURANCES, findPersonBySubject } from './people.ts';

const SCOPES = 'openid profile';
const HOUR_S = 3_600;
const MINUTE_S = 60;

/**
 * OpenID Connect Core 1.0: the code flow, with PKCE S256 demanded, for one client. What it knows is in memory and its
 * key is made at each start: a restart ends sign-ins under way and nothing else.
 */
export function createProvider(config: SandboxIdentityConfig): Provider {
  return new Provider(config.ISSUER, providerConfiguration(config));
}

function providerConfiguration(config: SandboxIdentityConfig): Configuration {
  return {
    clients: [
      {
        client_id: config.IDENTITY_CLIENT_ID,
        client_secret: config.IDENTITY_CLIENT_SECRET,
        redirect_uris: config.REDIRECT_URIS,
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [newSigningKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    pkce: { required: () => true },
    acrValues: [...ASSURANCES],
    claims: { openid: ['sub'], profile: ['name'] },
    // The client asks for no userinfo: the name is in the ID token.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    // The provider's own page repeats what was asked, the state included.
    renderError: (ctx, { error }) => {
      ctx.type = 'text/plain';
      ctx.body = `${error}\nBegin again in the app.\n`;
    },
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    ttl: {
      AuthorizationCode: MINUTE_S,
      AccessToken: 10 * MINUTE_S,
      IdToken: 10 * MINUTE_S,
      Interaction: 10 * MINUTE_S,
      Session: HOUR_S,
      Grant: HOUR_S,
    },
    findAccount: (_ctx, subject) => accountOf(subject),
    loadExistingGrant: grantEverything,
  };
}

function newSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomBytes(8).toString('hex');
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' };
}

function accountOf(subject: string) {
  const person = findPersonBySubject(subject);
  if (person === undefined) return undefined;
  return { accountId: subject, claims: async () => ({ sub: subject, name: person.name }) };
}

/** The one client is the city's own, so nobody is asked whether it may know their name. */
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({
    clientId: oidc.client?.clientId,
    accountId: oidc.session?.accountId,
  });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
}
