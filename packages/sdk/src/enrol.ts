import { bearer } from './authorization.ts';
import { type ClientOptions, createClient } from './client.ts';
import { type DeviceKey, enrolmentProof } from './device-key.ts';
import type { Schema } from './operation-types.ts';

export interface EnrolOptions extends Omit<ClientOptions, 'authorization'> {
  readonly key: DeviceKey;
  /** What the resident calls this phone in the list of their devices. */
  readonly name: string;
  /** What `signIn` gave. */
  readonly signedIn: Schema<'SignIn'>;
  /** How the API calls itself, when it is reached by another way; `baseUrl` when left out. */
  readonly publicUrl?: string;
}

/**
 * Makes a phone one of the resident's devices. A sign-in enrols one; with the same key it is the same device, so who lost
 * the answer for good signs in again and repeats this.
 * @returns the device, its first tokens for `deviceSession`, and the secret of its offline codes: keep all three
 * @throws TamsuiError
 */
export async function enrol(options: EnrolOptions): Promise<Schema<'EnrolledDevice'>> {
  const { key, name, signedIn } = options;
  const audience = (options.publicUrl ?? options.baseUrl).replace(/\/+$/, '');
  const client = createClient({ ...options, authorization: bearer(signedIn.token) });
  const proof = await enrolmentProof(key, audience, signedIn.device_challenge);
  return client.call('enrolDevice', { body: { name, public_key: key.publicKey, proof } });
}
