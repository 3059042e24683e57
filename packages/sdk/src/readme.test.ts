import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import * as sdk from './index.ts';
import { answer, startLocalServer } from './local-server.testing.ts';
import * as webhooks from './webhooks.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

/** Runs a block as it stands in the guide, with what it imports and the names that it takes for granted. */
async function run(
  block: string,
  given: Readonly<Record<string, unknown>>,
  result: string,
): Promise<unknown> {
  const imports = [...block.matchAll(/^import \{ (.*) \} from '@tamsui\/sdk(\/webhooks)?';$/gm)];
  const imported = imports.flatMap(([, names = '', room]) =>
    names.split(', ').map((name) => {
      const source: Readonly<Record<string, unknown>> = room === undefined ? sdk : webhooks;
      expect(source).toHaveProperty(name);
      return [name, source[name]] as const;
    }),
  );
  const names = Object.fromEntries([...imported, ...Object.entries(given)]);
  const code = `return (async () => {${block.replaceAll(/^import .*$/gm, '')}; return ${result}; })()`;
  const made = Reflect.construct(Function, [...Object.keys(names), code]) as (
    ...values: unknown[]
  ) => unknown;
  return made(...Object.values(names));
}

it('has two blocks of code', () => {
  expect(blocks).toHaveLength(2);
});

it('takes a payment as the guide says', async () => {
  const server = await startLocalServer((_request, response) => answer(response, 201, { id: 'pay_1' }));
  const given = { baseUrl: server.url, apiKey: 'mk_test_1', code: '1', terminal: 'ter_1' };
  expect(await run(blocks[0] ?? '', given, 'payment')).toEqual({ id: 'pay_1' });
  expect(JSON.parse(server.heard[0]?.body ?? '')).toMatchObject({ code: '1', amount: '120' });
  await server.stop();
});

it('verifies a webhook as the guide says', async () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const [at, rawBody] = [new Date(), '{"type":"payment.succeeded"}'];
  const headers = {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign('evt_1', at, rawBody),
  };
  expect(await run(blocks[1] ?? '', { secret, headers, rawBody }, 'event')).toEqual(JSON.parse(rawBody));
});
