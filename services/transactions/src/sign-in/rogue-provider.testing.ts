import { createServer } from 'node:http';
import { anyFreePort, atTheEnd, type DeviceKeyPair, newDeviceKeyPair } from '@tamsui/testing';

/** What the token endpoint answers next. */
export interface TokenAnswer {
  readonly status?: number;
  readonly body: object | string;
}

/** An identity provider that says whatever a test wants it to. */
export interface RogueProvider {
  readonly issuer: string;
  /** The key that it publishes, under the name `k1`. */
  readonly key: DeviceKeyPair;
  answerNext(answer: TokenAnswer): void;
  /** What it was asked for last at the token endpoint. */
  readonly asked: URLSearchParams;
}

export async function startRogueProvider(): Promise<RogueProvider> {
  const port = await anyFreePort();
  const issuer = `http://127.0.0.1:${port}`;
  const key = newDeviceKeyPair();
  let next: TokenAnswer = { status: 500, body: {} };
  let asked = new URLSearchParams();
  const documents: Readonly<Record<string, object>> = {
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
    },
    '/jwks': { keys: [{ ...key.publicJwk, kid: 'k1', alg: 'ES256', use: 'sig' }] },
  };
  const server = createServer((req, res) => {
    const document = documents[req.url ?? ''];
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      if (document === undefined) asked = new URLSearchParams(Buffer.concat(chunks).toString());
      const { status = 200, body } = document === undefined ? next : { body: document };
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  atTheEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    issuer,
    key,
    answerNext: (answer) => {
      next = answer;
    },
    get asked() {
      return asked;
    },
  };
}
