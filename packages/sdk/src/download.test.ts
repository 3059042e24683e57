import { afterEach, expect, it } from 'vitest';
import { createClient } from './client.ts';
import {
  answer,
  impatientClock,
  type LocalServer,
  problem,
  type Script,
  startLocalServer,
} from './local-server.testing.ts';

/** Not UTF-8: text would spoil it. */
const PDF = Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe, 0x00, 0x80]);

let server: LocalServer | undefined;
afterEach(() => server?.stop());

async function download(script: Script) {
  server = await startLocalServer(script);
  const client = createClient({ baseUrl: server.url, clock: impatientClock() });
  return client.download('getWalletPeriodStatement', { path: { id: 'wal_1' }, query: { format: 'pdf' } });
}

function file(disposition: string): Script {
  const headers = { 'content-type': 'application/pdf', 'content-disposition': disposition };
  return (_request, response) => response.writeHead(200, headers).end(PDF);
}

it('gives the bytes as they came, with their type and name', async () => {
  const got = await download(file('attachment; filename="statement-wal_1-2026-03-01-2026-03-31.pdf"'));
  expect(Buffer.from(got.bytes)).toEqual(PDF);
  expect(got).toMatchObject({
    contentType: 'application/pdf',
    fileName: 'statement-wal_1-2026-03-01-2026-03-31.pdf',
  });
  expect(server?.heard[0]).toMatchObject({
    url: '/v1/wallets/wal_1/statement?format=pdf',
    headers: { accept: '*/*' },
  });
});

it.each([
  ['attachment; filename="../../.profile"'],
  ['attachment; filename=".profile"'],
  ['attachment; filename="a/b.pdf"'],
  ['inline'],
])('takes %s for no name to write to', async (disposition) => {
  expect((await download(file(disposition))).fileName).toBeUndefined();
});

it('asks again for a file that broke off, and gives no part of it', async () => {
  const got = await download((request, response, nth) => {
    if (nth > 1) return file('attachment')(request, response, nth);
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': String(PDF.length) });
    response.write(PDF.subarray(0, 3), () => response.destroy());
  });
  expect(Buffer.from(got.bytes)).toEqual(PDF);
  expect(server?.heard).toHaveLength(2);
});

it('throws what a file is refused with', async () => {
  const refused = download((_request, response) =>
    answer(response, 404, problem(404, 'wallet_not_found', false)),
  );
  await expect(refused).rejects.toMatchObject({ code: 'wallet_not_found', status: 404 });
});
