import { formatPublicId, newUuid, parsePublicId, type Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { readCompactJws } from './compact-jws.ts';
import { ASSURANCES, type Assurance } from './principal.ts';
import type { SigningKeys } from './signing-keys.ts';

export const ACCESS_TOKEN_LIFETIME_MS = 600_000;
/** The clocks of our own processes are this close. */
const CLOCK_TOLERANCE_S = 5;
const TYPE = 'at+jwt';

/** What an access token says. */
export interface AccessClaims {
  readonly residentId: Uuid;
  readonly deviceId: Uuid;
  /** The family of refresh tokens it comes from: when that ends, it ends. */
  readonly familyId: Uuid;
  /** As it was when the token was made. What counts is what we know now. */
  readonly assurance: Assurance;
  /** The device's key: without a proof by it the token is worth nothing (RFC 9449, 6.1). */
  readonly thumbprint: string;
}

/** A token of ours that was read. */
export interface KnownToken extends AccessClaims {
  /** To the millisecond: a proof that carries the token's hash cannot be older. */
  readonly issuedAt: Date;
}

export interface AccessTokens {
  /** A JWT by RFC 9068, for `ACCESS_TOKEN_LIFETIME_MS`. */
  issue(claims: AccessClaims): Promise<string>;
  /** Undefined when we did not make it, or not for this, or it is over. */
  read(token: string): Promise<KnownToken | undefined>;
}

export interface AccessTokensDeps {
  readonly keys: SigningKeys;
  readonly clock: Clock;
  /** Who we are: our first public address. */
  readonly issuer: string;
}

const tokenHeader = z.strictObject({ typ: z.literal(TYPE), alg: z.literal('ES256'), kid: z.string() });
const publicId = (prefix: 'res' | 'dev' | 'ses') =>
  z.string().transform((text, context) => {
    const id = parsePublicId(prefix, text);
    if (id !== undefined) return id;
    context.addIssue({ code: 'custom', message: `must be an id that begins with ${prefix}_` });
    return z.NEVER;
  });
const tokenClaims = z.object({
  sub: publicId('res'),
  device: publicId('dev'),
  sid: publicId('ses'),
  acr: z.enum(ASSURANCES),
  cnf: z.strictObject({ jkt: z.string() }),
  iat: z.number(),
});

export function createAccessTokens({ keys, clock, issuer }: AccessTokensDeps): AccessTokens {
  const audience = audienceOf(issuer);

  async function issue(claims: AccessClaims): Promise<string> {
    const { kid, privateKey } = await keys.current();
    // A NumericDate may have a fraction (RFC 7519, 2); whoever remembers proofs needs to know which came first.
    const issuedAtS = clock.now().getTime() / 1_000;
    return new SignJWT({
      device: formatPublicId('dev', claims.deviceId),
      sid: formatPublicId('ses', claims.familyId),
      acr: claims.assurance,
      cnf: { jkt: claims.thumbprint },
    })
      .setProtectedHeader({ alg: 'ES256', typ: TYPE, kid })
      .setSubject(formatPublicId('res', claims.residentId))
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAtS)
      .setExpirationTime(Math.floor(issuedAtS) + ACCESS_TOKEN_LIFETIME_MS / 1_000)
      .setJti(newUuid())
      .sign(privateKey);
  }

  async function read(token: string): Promise<KnownToken | undefined> {
    const header = tokenHeader.safeParse(readCompactJws(token)?.header);
    const key = header.success ? await keys.find(header.data.kid) : undefined;
    if (key === undefined) return undefined;
    const options = {
      algorithms: ['ES256'],
      typ: TYPE,
      issuer,
      audience,
      currentDate: clock.now(),
      clockTolerance: CLOCK_TOLERANCE_S,
      // Also refuses one from the future, and one that somebody gave a longer life.
      maxTokenAge: ACCESS_TOKEN_LIFETIME_MS / 1_000,
      requiredClaims: ['exp', 'jti'],
    };
    const payload = await jwtVerify(token, key, options).then(
      (verified) => verified.payload,
      () => undefined,
    );
    const claims = tokenClaims.safeParse(payload);
    return claims.success ? claimsOf(claims.data) : undefined;
  }

  return { issue, read };
}

/** What the token is for: this API, and nothing else that trusts the same issuer. */
function audienceOf(issuer: string): string {
  return `${issuer}/v1`;
}

function claimsOf({ sub, device, sid, acr, cnf, iat }: z.output<typeof tokenClaims>): KnownToken {
  const issuedAt = new Date(Math.round(iat * 1_000));
  return { residentId: sub, deviceId: device, familyId: sid, assurance: acr, thumbprint: cnf.jkt, issuedAt };
}
