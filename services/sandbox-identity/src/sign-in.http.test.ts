import { createHash, randomBytes } from 'node:crypto';
import { listen } from '@tamsui/platform/http';
import { createLogger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import { anyFreePort, nextPage, openBrowser } from '@tamsui/testing';
import { afterAll, expect, test } from 'vitest';
import { createSandboxIdentityApp } from './app.ts';
import { sandboxIdentityConfig } from './config.ts';

const port = await anyFreePort();
const issuer = `http://127.0.0.1:${port}`;
const config = sandboxIdentityConfig.parse({
  PORT: port,
  ISSUER: issuer,
  IDENTITY_CLIENT_ID: 'wallet',
  IDENTITY_CLIENT_SECRET: 'a-secret-of-the-test-alone',
  REDIRECT_URIS: `${issuer}/signed-in`,
});
const logger = createLogger('test', 'silent');
const server = await listen(
  createSandboxIdentityApp({ config, logger, metrics: createMetrics('test') }),
  '127.0.0.1',
  port,
);
afterAll(() => server.stop());

const verifier = randomBytes(32).toString('base64url');

function authorizationUrl(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const parameters = {
    client_id: 'wallet',
    response_type: 'code',
    redirect_uri: `${issuer}/signed-in`,
    scope: 'openid profile',
    state: 's-1',
    nonce: 'n-1',
    prompt: 'login',
    acr_values: 'gold general',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return `${issuer}/auth?${query.toString()}`;
}

/** Signs a person in by forms alone; returns where the app is sent. */
async function signIn(person: string, acr: string, url = authorizationUrl()): Promise<URL> {
  const browser = openBrowser();
  const page = await nextPage(await browser.visit(url));
  expect(await (await browser.visit(page)).text()).toContain('Lin Mei');
  const resume = await nextPage(await browser.visit(page, { person, acr }));
  return new URL(await nextPage(await browser.visit(resume)));
}

async function exchange(code: string, changes: Readonly<Record<string, string>> = {}) {
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${issuer}/signed-in`,
    code_verifier: verifier,
  };
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`wallet:${config.IDENTITY_CLIENT_SECRET}`)}` },
    body: new URLSearchParams({ ...form, ...changes }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

function claimsOf(jwt: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt?.split('.')[1] ?? '', 'base64url').toString());
}

test.each([
  ['mei', 'gold', 'A000000001', 'Lin Mei'],
  ['mei', 'general', 'A000000001', 'Lin Mei'],
  ['ting', 'gold', 'C000000003', '王小婷'],
  ['guest-17', 'gold', 'G000000017', 'Guest 17'],
])('%s signs in at assurance %s with forms alone', async (person, acr, sub, name) => {
  const landed = await signIn(person, acr);
  expect(Object.fromEntries(landed.searchParams)).toMatchObject({ state: 's-1', iss: issuer });
  const { body } = await exchange(landed.searchParams.get('code') ?? '');
  expect(claimsOf(body.id_token)).toMatchObject({ iss: issuer, aud: 'wallet', nonce: 'n-1', sub, name, acr });
});

test('a code is exchanged once', async () => {
  const code = (await signIn('mei', 'gold')).searchParams.get('code') ?? '';
  expect((await exchange(code)).status).toBe(200);
  expect(await exchange(code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('a code is worth nothing without the verifier of its PKCE challenge', async () => {
  const code = (await signIn('mei', 'gold')).searchParams.get('code') ?? '';
  const other = await exchange(code, { code_verifier: randomBytes(32).toString('base64url') });
  expect(other).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test.each([
  ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
  ['plain PKCE', { code_challenge: verifier, code_challenge_method: 'plain' }],
  ['a token in the address', { response_type: 'id_token' }],
])('%s is sent back as an error', async (_what, changes) => {
  const answer = await fetch(authorizationUrl(changes), { redirect: 'manual' });
  const landed = new URL(answer.headers.get('location') ?? '');
  expect(landed.href).toMatch(`${issuer}/signed-in`);
  expect(landed.href).toMatch(/error=(invalid_request|unsupported_response_type)/);
});

test.each([
  ['another address', { redirect_uri: 'http://127.0.0.1:9/other' }],
  ['another client', { client_id: 'stranger' }],
])('%s than agreed is sent nowhere', async (_what, changes) => {
  const answer = await fetch(authorizationUrl(changes), { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
});

test('nobody proves more than they can, nor is somebody who is not there', async () => {
  const browser = openBrowser();
  const page = await nextPage(await browser.visit(authorizationUrl()));
  const refusals = [
    [{ person: 'yun', acr: 'gold' }, 422, 'cannot_prove'],
    [{ person: 'nobody', acr: 'general' }, 422, 'unknown_person'],
    [{ person: '__proto__', acr: 'general' }, 422, 'unknown_person'],
    [{ person: 'mei', acr: 'platinum' }, 400, 'validation_failed'],
  ] as const;
  for (const [form, status, code] of refusals) {
    const answer = await browser.visit(page, form);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  }
});

test('a sign-in belongs to the browser that began it', async () => {
  const browser = openBrowser();
  const page = await nextPage(await browser.visit(authorizationUrl()));
  expect((await openBrowser().visit(page)).status).toBe(404);
  expect((await openBrowser().visit(page, { person: 'mei' })).status).toBe(404);
  expect((await browser.visit(page)).status).toBe(200);
});

test('step-up: when gold alone is asked for, the page offers nothing less', async () => {
  const browser = openBrowser();
  const page = await nextPage(await browser.visit(authorizationUrl({ acr_values: 'gold' })));
  const html = await (await browser.visit(page)).text();
  expect(html).toContain('value="gold"');
  expect(html).not.toContain('value="general"');
});

test('the page after a sign-in shows code and state as text and not as markup', async () => {
  const html = await (await fetch(`${issuer}/signed-in?state=<script>&code=c-1`)).text();
  expect(html).toContain('c-1');
  expect(html).not.toContain('<script>');
});

test('the addresses it tells are the issuer’s, by whatever name it was reached', async () => {
  const response = await fetch(`http://localhost:${port}/.well-known/openid-configuration`);
  const told = (await response.json()) as Record<string, unknown>;
  expect(told).toMatchObject({
    issuer,
    token_endpoint: `${issuer}/token`,
    code_challenge_methods_supported: ['S256'],
  });
});
