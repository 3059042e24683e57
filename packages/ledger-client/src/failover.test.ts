import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commandId, fingerprintOf } from '@tamsui/ids';
import { afterEach, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { createLedgerClient, type LedgerClient } from './ledger-client.ts';

interface FakeProcess {
  readonly url: string;
  leads: boolean;
  /** Ids of the commands that it was sent. */
  readonly asked: string[];
}

const servers: Server[] = [];
const clients: LedgerClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  for (const server of servers.splice(0)) server.close();
});

/** A process that posts whatever it is sent while it leads, and else says that it does not. */
async function startProcess(leads: boolean): Promise<FakeProcess> {
  const fake = { url: '', leads, asked: [] as string[] };
  const server = createServer((req, res) => {
    void (async () => {
      let body = '';
      for await (const chunk of req) body += String(chunk);
      const { commands } = JSON.parse(body) as { commands: { id: string }[] };
      fake.asked.push(...commands.map(({ id }) => id));
      res.statusCode = fake.leads ? 200 : 503;
      res.end(
        JSON.stringify(fake.leads ? { outcomes: commands.map(posted) } : { code: 'ledger_not_leading' }),
      );
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

const posted = ({ id }: { id: string }) => ({
  status: 'posted',
  id,
  replayed: false,
  position: { batch: '1', index: 0 },
  at: '2026-11-20T04:00:00.000Z',
  business_date: '2026-11-20',
});

function clientOf(...urls: string[]): LedgerClient {
  const client = createLedgerClient({ baseUrl: urls.join(','), token: 'a-token-for-tests-only' });
  clients.push(client);
  return client;
}

let keys = 0;
function command(): Command {
  keys += 1;
  const id = commandId(['test'], String(keys));
  return { kind: 'close_business_day', id, fingerprint: fingerprintOf({ keys }), businessDate: '2026-11-20' };
}

it('asks the next process with the same id when one does not lead, and stays with the one that does', async () => {
  const [standby, leader] = [await startProcess(false), await startProcess(true)];
  const client = clientOf(standby.url, leader.url);
  const commands = [command(), command()];
  for (const one of commands)
    expect(await client.submit(one)).toMatchObject({ status: 'posted', id: one.id });
  expect(standby.asked).toEqual([commands[0]?.id]);
  expect(leader.asked).toEqual(commands.map(({ id }) => id));
});

it('goes back when the lead goes back', async () => {
  const [first, second] = [await startProcess(true), await startProcess(false)];
  const client = clientOf(first.url, second.url);
  for (const leads of [true, false, true]) {
    first.leads = leads;
    second.leads = !leads;
    expect(await client.submit(command())).toMatchObject({ status: 'posted' });
  }
});

it('asks the next process when one cannot be reached', async () => {
  const leader = await startProcess(true);
  const client = clientOf('http://127.0.0.1:1', leader.url);
  expect(await client.submit(command())).toMatchObject({ status: 'posted' });
});

it('asks each process once, and then says that the outcome is unknown', async () => {
  const processes = [await startProcess(false), await startProcess(false)];
  const client = clientOf(...processes.map(({ url }) => url));
  const one = command();
  await expect(client.submit(one)).rejects.toMatchObject({ code: 'ledger_unavailable', retryable: true });
  expect(processes.map(({ asked }) => asked)).toEqual([[one.id], [one.id]]);
});
