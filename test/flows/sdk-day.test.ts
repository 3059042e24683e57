import { randomUUID } from 'node:crypto';
import type { Schema } from '@tamsui/sdk';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCity, startCity } from '../city/running-city.ts';
import { BREAKS, openLine } from './breakable-line.ts';
import { minorOf } from './caller.ts';
import { startShopServer } from './sdk-day/shop-server.ts';
import { type GivenShop, moveIn, openShop, PIN } from './sdk-day/stage.ts';
import { addUp, addUpCsv, tradeOf } from './sdk-day/statement-sums.ts';
import { openTill } from './sdk-day/till-app.ts';

const TOPPED_UP = '20000';
const POLL = { timeout: 30_000, interval: 50 };
const yes = () => true;
const order = () => `訂單-${randomUUID().slice(0, 8)}`;
const orderOfShopCode = order();
const orderOfEmptyWallet = { order: order(), amount: '65' };
/** Not after today in any zone that a city may have. */
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

let city: RunningCity;
let given: GivenShop;
let ting: Awaited<ReturnType<typeof moveIn>>;
let hao: Awaited<ReturnType<typeof moveIn>>;
let server: Awaited<ReturnType<typeof startShopServer>>;
let till: ReturnType<typeof openTill>;
let atTill: ReturnType<typeof till.follow>;
let onPhone: ReturnType<typeof ting.follow>;
/** What the shop took with each payment, in minor units, as we know it. */
const taken = new Map<string, bigint>();

beforeAll(async () => {
  city = await startCity(undefined, { WEBHOOKS_TO_LOOPBACK: 'true' });
  const baseUrl = city.facts.urls.transactions;
  given = await openShop(city, '淡水堃記茶館', '老街 𠮷峯店');
  [ting, hao] = [await moveIn(city, 'ting', '王小婷'), await moveIn(city, 'hao', 'Chen Hao')];
  server = await startShopServer({ baseUrl, ...given });
  till = openTill({ baseUrl, ...given });
  [atTill, onPhone] = [till.follow(), ting.follow()];
}, 240_000);
afterAll(async () => {
  await Promise.all([atTill?.close(), onPhone?.close(), server?.close()]);
  await city?.stop();
});

/** The phone shows a code until the till has it. */
async function scanPhone(): Promise<string> {
  const ending = new AbortController();
  let seen = '';
  await ting.showCodes((code) => {
    seen = code;
    ending.abort();
  }, ending.signal);
  return seen;
}

async function charge(amount: string, at = till): Promise<string> {
  const payment = await at.charge({ order: order(), amount }, await scanPhone());
  expect(payment).toMatchObject({ status: 'succeeded', amount });
  taken.set(payment.id, minorOf(amount));
  return payment.id;
}

function add(id: string, amount: string): void {
  taken.set(id, (taken.get(id) ?? 0n) + minorOf(amount));
}

const heardOf = (events: readonly Schema<'Event'>[], type: string) =>
  events.filter((event) => event.type === type).map(({ object_id }) => object_id);

describe('a day with the SDK alone', { timeout: 60_000 }, () => {
  it('is refused while the wallet is empty', async () => {
    const refused = till.charge(orderOfEmptyWallet, await scanPhone());
    await expect(refused).rejects.toMatchObject({ code: 'insufficient_funds', moneyMoved: false });
  });

  it('tops up by direct debit, once for one wish, and hears from the stream that the bank paid', async () => {
    const wish = randomUUID();
    const { id, status } = await ting.topUp(TOPPED_UP, wish);
    expect([status, (await ting.topUp(TOPPED_UP, wish)).id]).toEqual(['pending', id]);
    await expect.poll(() => heardOf(onPhone.heard, 'top_up.succeeded'), POLL).toEqual([id]);
    expect(await ting.balance()).toEqual({ amount: TOPPED_UP, currency: 'TWD' });
  });

  it('pays the order that was refused, with the next code', async () => {
    const payment = await till.charge(orderOfEmptyWallet, await scanPhone());
    expect(payment.status).toBe('succeeded');
    add(payment.id, orderOfEmptyWallet.amount);
  });

  it('pays once when the till loses its power before it hears the answer, whatever code it scans then', async () => {
    const sale = { order: order(), amount: '91' };
    const disk: NonNullable<Parameters<typeof openTill>[0]['disk']> = new Map();
    const baseUrl = city.facts.urls.transactions;
    const paying = openTill({ ...given, baseUrl, disk }).charge(sale, await scanPhone());
    const asTheCutLeavesIt = new Map(disk);
    const { id } = await paying;
    add(id, '91');
    const again = openTill({ ...given, baseUrl, disk: asTheCutLeavesIt });
    expect(await again.charge(sale, await scanPhone())).toMatchObject({ id, status: 'succeeded' });
    expect([disk.size, asTheCutLeavesIt.size]).toEqual([0, 0]);
  });

  it('pays with the code of the phone, is refunded in parts, and never more than was paid', async () => {
    const id = await charge('120');
    for (const part of ['20', '30']) {
      expect(await till.refund(id, part)).toMatchObject({ amount: part });
      add(id, `-${part}`);
    }
    expect(await till.refund(id, '71')).toBeUndefined();
    expect(await till.read(id)).toMatchObject({ refunded: { amount: '50' } });
  });

  it('pays the code of the shop when the resident agrees to what it says, and no second time', async () => {
    const shown: string[] = [];
    const sale = { order: orderOfShopCode, amount: '330' };
    const code = await till.sellByShopCode(sale, (text) => shown.push(text));
    const [text = ''] = shown;
    expect(await ting.scan(text, () => false)).toBeUndefined();
    const agrees = (shop: string, amount: string) => shop === '淡水堃記茶館' && amount === '330';
    const payment = await ting.scan(text, agrees);
    expect(await till.stateOfShopCode(code)).toMatchObject({ status: 'paid', payment: payment?.id });
    add(payment?.id ?? '', '330');
    await expect(ting.scan(text, yes)).rejects.toMatchObject({ name: 'TamsuiError', moneyMoved: false });
  });

  it('sets money aside and captures it in two parts', async () => {
    const { id, status } = await till.authorise({ order: order(), amount: '1000' }, await scanPhone());
    expect(status).toBe('authorised');
    await till.capture(id, '300', false);
    await till.capture(id, '400', true);
    add(id, '700');
    expect(await till.read(id)).toMatchObject({ authorisation: { captured: { amount: '700' } } });
  });

  it('waits at the till for a yes on the phone above the threshold, and a no takes nothing', async () => {
    const paying = charge('3500');
    await expect.poll(() => heardOf(onPhone.heard, 'payment.awaiting_confirmation'), POLL).toHaveLength(1);
    await ting.confirm((shop, amount) => shop === '淡水堃記茶館' && amount === '3500');
    await paying;
    const refusing = till.charge({ order: order(), amount: '3600' }, await scanPhone());
    await expect.poll(() => heardOf(onPhone.heard, 'payment.awaiting_confirmation'), POLL).toHaveLength(2);
    await ting.confirm(() => false);
    expect(await refusing).toMatchObject({ status: 'failed', money_moved: false });
  });

  it.each(BREAKS)('pays once when the till loses the line %s', async (how) => {
    // Each of another amount: the same one twice within seconds is asked about.
    const amount = String(95 + BREAKS.indexOf(how));
    const line = await openLine(city.facts.urls.transactions);
    const before = await ting.balance();
    const far = openTill({ ...given, baseUrl: line.url });
    const code = await scanPhone();
    line.breakNext(how);
    const sale = { order: order(), amount };
    const payment = await far.charge(sale, code);
    add(payment.id, amount);
    const spent = minorOf(before.amount) - minorOf((await ting.balance()).amount);
    expect([payment.status, spent]).toEqual(['succeeded', minorOf(amount)]);
    expect((await far.findByKey(far.keyOf(sale.order)))?.id).toBe(payment.id);
    await line.close();
  });

  it('gives a sale up of which it does not know, and whatever was taken comes back', async () => {
    const sale = { order: order(), amount: '77' };
    const { id } = await till.charge(sale, await scanPhone());
    expect(await till.giveUp(sale.order)).toMatchObject({ finished: true, refunded: { amount: '77' } });
    taken.set(id, 0n);
  });

  it('pays with a code that the phone made without a network', async () => {
    const show = await ting.goOffline();
    const { id, status } = await till.charge({ order: order(), amount: '88' }, await show());
    expect(status).toBe('succeeded');
    add(id, '88');
  });

  it('sends money to another resident, whose name is shown in part', async () => {
    const names: string[] = [];
    const agrees = (name: string) => names.push(name) > 0;
    expect(await ting.sendTo(hao.wallet, '400', agrees)).toMatchObject({ status: 'succeeded' });
    expect(names).toEqual(['C** H**']);
    expect(await ting.sendTo(hao.wallet, '400', () => false)).toBeUndefined();
    expect(await hao.balance()).toEqual({ amount: '400', currency: 'TWD' });
  });

  it('tells phone and till every payment live, once each', async () => {
    const captured = (of: readonly Schema<'Event'>[]) => heardOf(of, 'payment.captured');
    for (const { heard } of [atTill, onPhone]) {
      const paid = () => [...heardOf(heard, 'payment.succeeded'), ...captured(heard)];
      await expect.poll(() => [...new Set(paid())].sort(), POLL).toEqual([...taken.keys()].sort());
    }
    // The last thing that happened.
    await expect.poll(() => heardOf(onPhone.heard, 'transfer.succeeded'), POLL).toHaveLength(1);
    const ids = onPhone.heard.map(({ id }) => id);
    expect(heardOf(onPhone.heard, 'refund.succeeded')).toHaveLength(3);
    expect((await ting.events()).map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("verifies every message at the shop's server, and so does a library that is not ours", async () => {
    const about = () => [
      ...new Set(server.events.filter(({ type }) => /^payment/.test(type)).map(({ object_id }) => object_id)),
    ];
    await expect.poll(() => about().sort(), POLL).toEqual([...taken.keys()].sort());
    expect(server.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['webhook_endpoint.ping', 'refund.succeeded', 'payment.captured']),
    );
    expect(server.refused).toEqual([]);
    expect(new Set(server.delivered).size).toBe(server.delivered.length);
    expect(server.delivered).toContain(orderOfShopCode);
    const other = new Webhook(server.secret);
    for (const { headers, rawBody } of [...server.came]) {
      const text = rawBody.toString('utf8');
      const asTheyCame = { ...headers } as Record<string, string>;
      expect(other.verify(text, asTheyCame)).toEqual(JSON.parse(text));
      const forged = Buffer.from(text.replace('"object":"event"', '"object":"Event"'));
      expect(() => other.verify(forged.toString('utf8'), asTheyCame)).toThrow();
      expect(server.take({ headers, rawBody: forged })).toBe(400);
    }
  });
});

describe('at the end of the day', { timeout: 60_000 }, () => {
  it('statements add up in every format, and both sides agree line by line', async () => {
    const [mine, shops] = [await ting.statement(yesterday), await server.statement(yesterday)];
    const takenMinor = [...taken.values()].reduce((sum, amount) => sum + amount, 0n);
    const leftMinor = minorOf(TOPPED_UP) - takenMinor - minorOf('400');
    expect(addUp(mine.statement)).toEqual({ balanceMinor: leftMinor, broken: [] });
    expect(addUp(shops.statement)).toEqual({ balanceMinor: takenMinor, broken: [] });
    for (const { statement, csv, pdf } of [mine, shops]) {
      const closingMinor = minorOf(statement.closing_balance);
      const lines = statement.lines.length;
      expect(addUpCsv(csv)).toEqual({ lines, sumMinor: closingMinor, closingMinor });
      expect(new TextDecoder('latin1').decode(pdf.bytes)).toMatch(/^%PDF-1\.[0-9]\n[\s\S]*%%EOF\n?$/);
      expect([csv.contentType, pdf.contentType]).toEqual(['text/csv; charset=utf-8', 'application/pdf']);
      expect(pdf.fileName).toMatch(/^statement-(wal|mer)_.*\.pdf$/);
    }
    expect(tradeOf(mine.statement, -1n)).toEqual(tradeOf(shops.statement, 1n));
    expect(tradeOf(mine.statement, -1n).length).toBeGreaterThan(8);
  });

  it("the shop's list of payments has the same payments, over several pages", async () => {
    const moved = (await server.payments()).filter(({ status }) => status !== 'failed');
    expect(moved.map(({ id }) => id).sort()).toEqual([...taken.keys()].sort());
  });

  it('a resident has a copy of all that is kept, and sees who read it', async () => {
    const archive = await ting.copyOfMyData(PIN);
    expect(archive.contentType).toBe('application/zip');
    expect(new TextDecoder('latin1').decode(archive.bytes.subarray(0, 4))).toBe('PK\u0003\u0004');
    const readers = (await ting.readers()).map(({ name, purpose }) => `${name}: ${purpose}`);
    expect(readers).toEqual(
      expect.arrayContaining(['top-ups: direct_debit', 'bank-account: bank_account_check']),
    );
  });
});
