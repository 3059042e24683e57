import { randomBytes } from 'node:crypto';
import { anyFreePort, atTheEnd } from '@tamsui/testing';
import { startServiceProcess } from './service-process.ts';

/** An OpenID provider, as both its sides are told of it. */
export interface TestIdentity {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** Of a provider at this port, whether it runs or not. */
export function identityAt(port: number): TestIdentity {
  const issuer = `http://127.0.0.1:${port}`;
  const clientSecret = randomBytes(24).toString('hex');
  return { issuer, clientId: 'test-wallet', clientSecret, redirectUri: `${issuer}/signed-in` };
}

/** Runs the sandbox's provider until the test file ends, or the test that started it. */
export async function startTestIdentity(): Promise<TestIdentity> {
  const port = await anyFreePort();
  const identity = identityAt(port);
  const provider = await startServiceProcess('sandbox-identity', {
    PORT: String(port),
    ISSUER: identity.issuer,
    IDENTITY_CLIENT_ID: identity.clientId,
    IDENTITY_CLIENT_SECRET: identity.clientSecret,
    REDIRECT_URIS: identity.redirectUri,
  });
  atTheEnd(() => provider.stop());
  return identity;
}
