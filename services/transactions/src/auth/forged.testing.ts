import { createHash, randomUUID } from 'node:crypto';
import { newDeviceKeyPair, type Phone } from '@tamsui/testing';
import { createApi } from '../testing/api.ts';
import type { TestService } from '../testing/test-service.ts';

type Json = Readonly<Record<string, unknown>>;

/** Signs with a key that the service believes to be its own, so that a forgery fails for what is wrong with it alone. */
export interface Forge {
  readonly kid: string;
  /** A token like ours, with changes. A claim that is undefined is left out. */
  token(changes?: { readonly header?: Json; readonly claims?: Json; readonly payload?: string }): string;
  /** A proof for `GET /v1/wallet` with this token, with changes. */
  proof(token: string, changes?: { readonly header?: Json; readonly claims?: Json }): string;
  /** Three parts, signed by the city's key as they are. */
  signCity(header: object | string, payload: object | string): string;
  signDevice(header: object | string, payload: object | string): string;
  /** Asks for the wallet. */
  ask(authorization: string, proof: string | undefined): ReturnType<ReturnType<typeof createApi>['get']>;
}

const PERIOD_MS = 30 * 86_400_000;

/** @param phone whose claims are forged */
export async function openForge({ url, clock, database }: TestService, phone: Phone): Promise<Forge> {
  const city = newDeviceKeyPair();
  // The next period's key: believed, because another process's clock may be ahead of ours, and not made yet.
  const kid = `at-${Math.floor(clock.now().getTime() / PERIOD_MS) + 1}`;
  const { x, y } = city.publicJwk;
  await database.raw(
    `insert into transactions.token_signing_keys (kid, x, y, sealing_key_id, sealed_private, created_at)
     values (:kid, :x, :y, 'none', '', now())`,
    { kid, x, y },
  );
  const nowS = () => Math.floor(clock.now().getTime() / 1_000);
  const real = claimsOf(phone.accessToken);
  const api = createApi(url);
  const path = '/v1/wallet';

  return {
    kid,
    token: ({ header = {}, claims = {}, payload } = {}) =>
      city.signJws(
        { typ: 'at+jwt', kid, ...header },
        payload ?? { ...real, iat: nowS(), exp: nowS() + 600, ...claims },
      ),
    proof: (token, { header = {}, claims = {} } = {}) =>
      phone.key.signJws(
        { typ: 'dpop+jwt', jwk: phone.key.publicJwk, ...header },
        {
          jti: randomUUID(),
          htm: 'GET',
          htu: `${url}${path}`,
          iat: nowS(),
          ath: createHash('sha256').update(token).digest('base64url'),
          ...claims,
        },
      ),
    signCity: (header, payload) => signParts(city.signBytes, header, payload),
    signDevice: (header, payload) => signParts(phone.key.signBytes, header, payload),
    ask: (authorization, proof) =>
      api.get(path, { headers: { authorization, ...(proof === undefined ? {} : { dpop: proof }) } }),
  };
}

export function claimsOf(jwt: string): Json {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Json;
}

export function base64url(part: object | string): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

function signParts(
  sign: (bytes: Buffer) => Buffer,
  header: object | string,
  payload: object | string,
): string {
  const content = `${base64url(header)}.${base64url(payload)}`;
  return `${content}.${sign(Buffer.from(content)).toString('base64url')}`;
}
