import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OpenApiDocument } from '../openapi/describe-api.ts';
import { startTestService } from '../testing/test-service.ts';
import { SNIPPETS } from './guides/generated/snippets.ts';
import { GUIDES } from './guides/index.ts';
import { html } from './html.ts';

const service = await startTestService();
const answer = await fetch(`${service.url}/docs`);
const page = await answer.text();
const document = (await service.api.get('/openapi.json')).body as unknown as OpenApiDocument;
const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

test('everybody may read it, and it is HTML', () => {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
});

test('every operation, every webhook and every object of the description is there', () => {
  const operations = [...Object.values(document.paths), ...Object.values(document.webhooks)]
    .flatMap((methods) => Object.values(methods) as { readonly operationId: string }[])
    .map(({ operationId }) => `operation-${operationId}`);
  const objects = Object.keys(document.components.schemas ?? {}).map((name) => `object-${name}`);
  expect(operations.length).toBeGreaterThan(service.routes.length);
  for (const id of [...operations, ...objects]) expect(ids).toContain(id);
});

test('the guides stand before the operations, and quote every marked region of the apps', () => {
  const titles = GUIDES.map(({ name }) => `guide-${name}`);
  expect(ids.filter((id) => id?.startsWith('guide-'))).toEqual(titles);
  expect(ids.indexOf('guides')).toBeLessThan(ids.indexOf('callers'));
  const unquoted = Object.entries(SNIPPETS).filter(
    ([, snippet]) => !page.includes(html`<pre tabindex="0"><code>${snippet}</code></pre>`.markup),
  );
  expect(unquoted.map(([name]) => name)).toEqual([]);
});

test('every link within the page leads somewhere, and no two places have one name', () => {
  const targets = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(ids.length);
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('nothing is loaded from anywhere', () => {
  expect(page).not.toMatch(/ src=|<link|@import|url\(|https?:\/\/[^<]*\.(js|css|png|woff2?)/);
});

test('its own style and script may run, and no other', () => {
  const policy = answer.headers.get('content-security-policy') ?? '';
  const inline = [...page.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)];
  expect(inline.map(([, name]) => name)).toEqual(['style', 'script']);
  for (const [, name, text = ''] of inline) {
    const hash = createHash('sha256').update(text).digest('base64');
    expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
  }
  expect(policy).toContain("default-src 'none'");
  expect(page).not.toMatch(/ style="| on[a-z]+="/);
});

test('it is sent packed to who can unpack it, and plain to who cannot', async () => {
  const plain = await fetch(`${service.url}/docs`, { headers: { 'accept-encoding': 'identity' } });
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe(page);
});

test('every operation shows how to send a request, every webhook what is sent, and nothing of it is markup', () => {
  const sections = page.split('<section class="operation"').slice(1);
  const bare = sections.filter(
    (section) => !/<details class="example"><summary>(Answered|What)/.test(section),
  );
  expect(bare.map((section) => /id="([^"]+)"/.exec(section)?.[1])).toEqual([]);
  const paid = sections.find((section) => section.startsWith(' id="operation-createPayment"')) ?? '';
  expect(paid).toMatch(
    /<summary>Answered 201<\/summary><pre tabindex="0"><code>curl &quot;\$API\/v1\/payments&quot; \\/,
  );
  expect(paid).toContain('-H &quot;Idempotency-Key: $KEY&quot;');
  expect(paid).toContain('&quot;status&quot;: &quot;succeeded&quot;');
});
