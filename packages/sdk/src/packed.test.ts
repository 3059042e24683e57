import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';

const PACKER = join(import.meta.dirname, '../scripts/pack.mjs');
const COMPILER = join(import.meta.dirname, '../../../node_modules/typescript/bin/tsc');
/** A project that has nothing to do with the workspace. */
const project = mkdtempSync(join(tmpdir(), 'tamsui-sdk-packed-'));
const installed = join(project, 'node_modules/@tamsui/sdk');
const run = (...args: readonly string[]) =>
  execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  run(PACKER, project);
  const [tarball = ''] = readdirSync(project).filter((name) => name.endsWith('.tgz'));
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(project, tarball), '-C', installed, '--strip-components=1']);
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

it('has every file that it exports, and needs no other package', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly dependencies?: object;
  };
  expect(Object.keys(manifest.exports)).toEqual(['.', './webhooks']);
  const files = Object.values(manifest.exports).flatMap((conditions) => Object.values(conditions));
  expect(files).toHaveLength(4);
  for (const file of files) {
    expect(file).toMatch(/^\.\/dist\/[a-z-]+\.(js|d\.ts)$/);
    expect(existsSync(join(installed, file))).toBe(true);
  }
  expect(manifest.dependencies ?? {}).toEqual({});
  expect(existsSync(join(installed, 'src'))).toBe(false);
});

it('runs in plain Node', () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const [at, body] = [new Date(), '{"type":"payment.succeeded"}'];
  const headers = {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign('evt_1', at, body),
  };
  const given = [secret, headers, body].map((value) => JSON.stringify(value)).join(', ');
  const code = `import { bearer, createClient, toMinor } from '@tamsui/sdk';
    import { verifyWebhook } from '@tamsui/sdk/webhooks';
    createClient({ baseUrl: 'http://127.0.0.1', authorization: bearer('mk') });
    console.log(verifyWebhook(${given}).type, toMinor('1.04'));`;
  expect(run('--input-type=module', '--eval', code)).toBe('payment.succeeded 104n\n');
});

it('brings its types, which tell right from wrong', () => {
  const options = { strict: true, noEmit: true, module: 'nodenext', target: 'es2023', types: [] };
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['shop.ts'] }),
  );
  writeFileSync(
    join(project, 'shop.ts'),
    `import { createClient, type Output } from '@tamsui/sdk';
     import { verifyWebhook, type WebhookMessage } from '@tamsui/sdk/webhooks';
     const tamsui = createClient({ baseUrl: 'http://127.0.0.1' });
     export const wallet: Promise<Output<'getWallet'>> = tamsui.call('getWallet');
     export const message: WebhookMessage = verifyWebhook('whsec_', {}, '');
     // @ts-expect-error: there is no such operation
     export const nothing = tamsui.call('getNothing');
     // @ts-expect-error: an amount is a text
     export const wrong = tamsui.call('createTopUp', { body: { amount: 5, currency: 'TWD' } });`,
  );
  expect(run(COMPILER, '-p', '.')).toBe('');
}, 60_000);
