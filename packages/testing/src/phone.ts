import { createHash, randomUUID } from 'node:crypto';
import { type DeviceKeyPair, newDeviceKeyPair } from './device-key-pair.ts';
import { type SandboxPerson, signInByForms } from './sign-in-by-forms.ts';

/** A resident's phone that has signed in and enrolled, over HTTP alone. */
export interface Phone {
  readonly residentId: string;
  readonly deviceId: string;
  readonly key: DeviceKeyPair;
  /** 32 bytes in base64url, for codes without a network. */
  readonly offlineSecret: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** What a request carries: the access token, got anew when it is nearly over, and a proof for this one request. */
  headersFor(method: string, path: string): Promise<Readonly<Record<string, string>>>;
  /** Gets the next tokens. @throws Error with the answer when it gets none */
  refresh(): Promise<void>;
}

export interface PhoneOptions extends Partial<SandboxPerson> {
  readonly person: string;
  /** Where the API is reached. */
  readonly apiUrl: string;
  /** How the API calls itself, when it is reached by another way, such as a line that can be cut. */
  readonly publicUrl?: string;
  readonly name?: string;
  /** The phone's clock; the machine's when left out. */
  readonly now?: () => Date;
  /** A key that was made before. */
  readonly key?: DeviceKeyPair;
}

/** Asked for a new access token so long before the old one is over. */
const REFRESH_MARGIN_MS = 30_000;

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

/** Somebody who has signed in; `token` enrols one device. */
export interface SignedInPerson {
  readonly resident: string;
  readonly assurance: string;
  readonly token: string;
  readonly device_challenge: string;
}

/** Signs a person in at the sandbox's provider, through the API. */
export async function signInPerson(options: PhoneOptions): Promise<SignedInPerson> {
  const { apiUrl, person, assurance = 'gold' } = options;
  const started = await post<{ authorization_url: string }>(`${apiUrl}/v1/sign-ins/start`, {});
  const returned = await signInByForms(started.authorization_url, { person, assurance });
  return post<SignedInPerson>(`${apiUrl}/v1/sign-ins`, returned);
}

/** Signs a person in and enrols a phone of theirs. */
export async function enrolPhone(options: PhoneOptions): Promise<Phone> {
  const { apiUrl, publicUrl = apiUrl, name = `${options.person}'s phone` } = options;
  const key = options.key ?? newDeviceKeyPair();
  const signedIn = await signInPerson(options);
  const enrolled = await post<{ device: { id: string }; offline_secret: string; tokens: Tokens }>(
    `${apiUrl}/v1/devices`,
    { name, public_key: key.publicJwk, proof: enrolmentProof(key, publicUrl, signedIn.device_challenge) },
    { authorization: `Bearer ${signedIn.token}` },
  );
  const { device, offline_secret: offlineSecret, tokens } = enrolled;
  return phoneOf(
    { ...options, publicUrl, key },
    { residentId: signedIn.resident, deviceId: device.id, offlineSecret, tokens },
  );
}

/** What a device sends to show that the key is its own. */
export function enrolmentProof(key: DeviceKeyPair, publicUrl: string, challenge: string): string {
  return key.signJws({ typ: 'device-enrolment+jws' }, { aud: publicUrl, challenge });
}

export interface ProofOptions {
  readonly method: string;
  /** Without query. */
  readonly url: string;
  readonly accessToken?: string;
  readonly now: Date;
}

/** A DPoP proof (RFC 9449, 4.2). */
export function dpopProof(key: DeviceKeyPair, { method, url, accessToken, now }: ProofOptions): string {
  const ath =
    accessToken === undefined ? undefined : createHash('sha256').update(accessToken).digest('base64url');
  return key.signJws(
    { typ: 'dpop+jwt', jwk: key.publicJwk },
    { jti: randomUUID(), htm: method, htu: url, iat: Math.floor(now.getTime() / 1_000), ath },
  );
}

function phoneOf(
  options: PhoneOptions & { readonly publicUrl: string; readonly key: DeviceKeyPair },
  enrolled: {
    readonly residentId: string;
    readonly deviceId: string;
    readonly offlineSecret: string;
    readonly tokens: Tokens;
  },
): Phone {
  const { apiUrl, publicUrl, key, now = () => new Date() } = options;
  const { residentId, deviceId, offlineSecret } = enrolled;
  let tokens = enrolled.tokens;
  let freshUntilMs = freshUntil();

  function freshUntil(): number {
    return now().getTime() + tokens.expires_in * 1_000 - REFRESH_MARGIN_MS;
  }

  async function refresh(): Promise<void> {
    const url = `${publicUrl}/v1/tokens`;
    const dpop = dpopProof(key, { method: 'POST', url, now: now() });
    const body = { refresh_token: tokens.refresh_token };
    tokens = await post<Tokens>(`${apiUrl}/v1/tokens`, body, { dpop });
    freshUntilMs = freshUntil();
  }

  async function headersFor(method: string, path: string) {
    if (now().getTime() >= freshUntilMs) await refresh();
    const accessToken = tokens.access_token;
    const url = `${publicUrl}${path.replace(/[?#].*$/, '')}`;
    const dpop = dpopProof(key, { method, url, accessToken, now: now() });
    return { authorization: `DPoP ${accessToken}`, dpop };
  }

  return {
    residentId,
    deviceId,
    key,
    offlineSecret,
    get accessToken() {
      return tokens.access_token;
    },
    get refreshToken() {
      return tokens.refresh_token;
    },
    headersFor,
    refresh,
  };
}

async function post<Body>(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Body> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Body;
  throw new Error(`POST ${url} was answered ${response.status} ${text}`);
}
