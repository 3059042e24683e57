import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCity, startCity } from '../city/running-city.ts';
import { addUpStatement, salesOfList, salesOfStatement } from './adding-up.ts';
import { BREAKS } from './breakable-line.ts';
import { type Json, minorOf, textOf, twd } from './caller.ts';
import { closeDay, type SettledDay } from './closing.ts';
import { consentTo, intentToPay, offlineCodeOf, signedShare, signedTransfer } from './phone-signatures.ts';
import {
  balanceOf,
  beginRound,
  charge,
  lookUp,
  order,
  type Round,
  refund,
  scan,
  showCode,
  statementOf,
  stateOf,
  tapTwice,
  waitingAt,
} from './round.ts';

const TOPPED_UP = '20000';
const TOMORROW_MS = 24 * 60 * 60_000;
/** A second tap is a duplicate for five seconds; a machine that was slower than this tries again. */
const TAPS_WITHIN_MS = 4_000;
const MAX_TAPS = 20;
const POLL = { timeout: 30_000, interval: 50 };

let city: RunningCity;
const played: Round[] = [];
beforeAll(async () => {
  city = await startCity();
}, 180_000);
afterAll(async () => {
  for (const { stage } of played) await stage.line.close();
  await city?.stop();
});

describe.each(BREAKS)('paying every way, with the network lost %s', { timeout: 60_000 }, (how) => {
  let round: Round;
  beforeAll(async () => {
    round = await beginRound(city, how);
    played.push(round);
  }, 60_000);

  it('joins once, however often it is asked: one phone each', async () => {
    for (const { caller } of [round.mei, round.hao]) {
      expect((await caller.get('/v1/devices')).data).toHaveLength(1);
    }
  });

  it('tops up once', async () => {
    const { caller } = round.mei;
    const { body } = await caller.surely('/v1/top-ups', twd(TOPPED_UP), { status: 202 });
    const status = async () => (await caller.get(`/v1/top-ups/${textOf(body, 'id')}`)).status;
    await expect.poll(status, POLL).toBe('succeeded');
    expect((await caller.get('/v1/wallet')).balance).toEqual(twd(TOPPED_UP));
  });

  it('pays with a code of the phone at a cashier, and is refunded in parts by who may', async () => {
    const { shop, mei, sales } = round;
    const { body } = await charge(shop, await showCode(mei), '120', { till: shop.cashier });
    const id = textOf(body, 'id');
    sales.paid(id, '120');
    const refused = await shop.cashier.surely(`/v1/payments/${id}/refunds`, twd('20'), { status: 403 });
    expect(refused.body.code).toBe('permission_missing');
    await refund(round, id, '20');
    await refund(round, id, '30', shop.lead);
    const tooMuch = await shop.server.surely(`/v1/payments/${id}/refunds`, twd('71'), { status: 409 });
    expect(tooMuch.body.code).toBe('refund_exceeds_original');
  });

  it('pays above the threshold with what the phone signs', async () => {
    const { shop, mei, sales } = round;
    const { body } = await charge(shop, await showCode(mei), '3500', { status: 202 });
    const waiting = await waitingAt(mei);
    expect(waiting).toMatchObject({ id: body.id, payee: shop.id, ...twd('3500') });
    const intent = consentTo(mei, waiting);
    await mei.caller.surely(
      `/v1/payment-confirmations/${textOf(body, 'id')}/confirm`,
      { intent },
      { status: 200 },
    );
    sales.paid(textOf(body, 'id'), '3500');
    expect(await stateOf(shop, textOf(body, 'id'))).toBe('succeeded');
  });

  it('cancels an order after it was paid, with a PIN, and all of it comes back', async () => {
    const { shop, mei, sales } = round;
    const order_reference = order();
    const { body } = await charge(shop, await showCode(mei), '3100', { status: 202, order_reference });
    const id = textOf(body, 'id');
    await mei.caller.surely(`/v1/payment-confirmations/${id}/confirm`, { pin: mei.pin }, { status: 200 });
    sales.paid(id, '3100');
    const cancelled = await shop.server.surely('/v1/cancellations', { order_reference }, { status: 201 });
    expect(cancelled.body).toMatchObject({ finished: true, refunded: twd('3100') });
    sales.gaveBack(id, '3100');
  });

  it('cancels an order that still waits, and no money moves, whatever the phone says then', async () => {
    const { shop, mei } = round;
    const order_reference = order();
    const { body } = await charge(shop, await showCode(mei), '3300', { status: 202, order_reference });
    const waiting = await waitingAt(mei);
    await shop.server.surely('/v1/cancellations', { order_reference }, { status: 201 });
    const late = { intent: consentTo(mei, waiting) };
    const path = `/v1/payment-confirmations/${textOf(body, 'id')}/confirm`;
    expect((await mei.caller.send('POST', path, late)).status).toBe(409);
    expect(await stateOf(shop, textOf(body, 'id'))).toBe('failed');
  });

  it('says no on the phone, and no money moves', async () => {
    const { shop, mei } = round;
    const { body } = await charge(shop, await showCode(mei), '3200', { status: 202 });
    const id = textOf(body, 'id');
    await mei.caller.surely(`/v1/payment-confirmations/${id}/decline`, {}, { status: 200 });
    expect(await stateOf(shop, id)).toBe('failed');
  });

  it('gives up a payment whose answer was lost by cancelling its order, and it ends at nothing', async () => {
    const { shop, mei, sales } = round;
    const order_reference = order();
    const body = { code: await showCode(mei), ...twd('450'), terminal: shop.terminal, order_reference };
    const key = randomUUID();
    await shop.server.lose('/v1/payments', body, key);
    await shop.server.surely('/v1/cancellations', { order_reference }, { status: 201 });
    const heard = await shop.server.send('POST', '/v1/payments', body, key);
    if (how === 'while asking') expect(heard.body.code).toBe('order_cancelled');
    if (how === 'before the answer') expect(heard).toMatchObject({ status: 201, replayed: true });
    const found = await shop.server.get(`/v1/payments?idempotency_key=${key}`);
    const [payment = {}] = found.data as Json[];
    if (heard.status !== 201) return expect(payment.status).toBe('failed');
    sales.paid(textOf(heard.body, 'id'), '450');
    sales.gaveBack(textOf(heard.body, 'id'), '450');
    // Of two that meet, the cancellation may come first and the refund a moment after.
    const refunded = async () => (await shop.server.get(`/v1/payments/${textOf(heard.body, 'id')}`)).refunded;
    await expect.poll(refunded, POLL).toEqual(twd('450'));
  });

  it('pays with a code that the phone made without a network', async () => {
    const { shop, mei, sales } = round;
    const enabled = (await mei.caller.send('POST', '/v1/offline-codes', {})).body;
    const { body } = await charge(shop, offlineCodeOf(mei, enabled), '95');
    sales.paid(textOf(body, 'id'), '95');
  });

  it("pays a shop's sticker with what the phone signs", async () => {
    const { shop, mei, sales } = round;
    const { text } = await shop.server.get(`/v1/terminals/${shop.terminal}/sticker`);
    const intent = intentToPay(mei, await scan(mei, text), '210');
    const { body } = await mei.caller.surely('/v1/payments/shop-code', { intent }, { status: 201 });
    sales.paid(textOf(body, 'id'), '210');
  });

  it("pays a shop's code for one sale, once, and is refunded a part", async () => {
    const { shop, mei, hao, sales } = round;
    const sale = { ...twd('330'), terminal: shop.terminal, order_reference: order() };
    const code = (await shop.server.surely('/v1/shop-codes', sale, { status: 201 })).body;
    const [first, second] = [mei, hao].map(async (payer) => {
      return intentToPay(payer, await scan(payer, code.text), '330');
    });
    const paid = await mei.caller.surely('/v1/payments/shop-code', { intent: await first }, { status: 201 });
    const id = textOf(paid.body, 'id');
    sales.paid(id, '330');
    const again = await hao.caller.send('POST', '/v1/payments/shop-code', { intent: await second });
    expect(again).toMatchObject({ status: 409, body: { money_moved: false } });
    const shown = await shop.server.get(`/v1/shop-codes/${textOf(code, 'id')}`);
    expect(shown).toMatchObject({ status: 'paid', payment: id });
    await refund(round, id, '130');
  });

  it('sets money aside, captures it in parts, and refunds across them', async () => {
    const { shop, mei, sales } = round;
    const { body } = await charge(shop, await showCode(mei), '1000', { capture: 'manual' });
    const id = textOf(body, 'id');
    const captures = `/v1/payments/${id}/captures`;
    await shop.server.surely(captures, twd('300'), { status: 201 });
    await shop.server.surely(captures, { ...twd('200'), final: true }, { status: 201 });
    const late = await shop.server.surely(captures, twd('1'), { status: 409 });
    expect(late.body.code).toBe('authorisation_over');
    sales.paid(id, '500');
    await refund(round, id, '350');
  });

  it('sets money aside and voids it, before a capture and after one', async () => {
    const { shop, mei, sales } = round;
    const { body } = await charge(shop, await showCode(mei), '900', { capture: 'manual' });
    await shop.server.surely(`/v1/payments/${textOf(body, 'id')}/void`, {}, { status: 200, isLive: true });
    expect(await stateOf(shop, textOf(body, 'id'))).toBe('voided');
    const other = (await charge(shop, await showCode(mei), '800', { capture: 'manual' })).body;
    const id = textOf(other, 'id');
    await shop.server.surely(`/v1/payments/${id}/captures`, twd('250'), { status: 201 });
    sales.paid(id, '250');
    await shop.server.surely(`/v1/payments/${id}/void`, {}, { status: 200, isLive: true });
    expect(await stateOf(shop, id)).toBe('succeeded');
  });

  it('asks before it charges twice in a row, and charges when the till means it', async () => {
    const { shop, sales } = round;
    for (let tap = 0; ; tap++) {
      if (tap === MAX_TAPS) throw new Error('this machine is too slow for two taps in four seconds');
      // Each try has an amount of its own, so that it is no duplicate of the one before it.
      const amount = String(60 + tap);
      const { first, second, unused, tookMs } = await tapTwice(round, amount);
      sales.paid(textOf(first.body, 'id'), amount);
      if (second.status === 201 && tookMs > TAPS_WITHIN_MS) {
        sales.paid(textOf(second.body, 'id'), amount);
        continue;
      }
      expect(second.body).toMatchObject({ code: 'duplicate_suspected', payment: first.body.id });
      const meant = await charge(shop, unused, amount, { confirm_duplicate: true });
      sales.paid(textOf(meant.body, 'id'), amount);
      return;
    }
  });

  it('sends money to another resident, with a PIN when it is much, and later unless it is cancelled', async () => {
    const { mei, hao } = round;
    const payee = await lookUp(mei, hao);
    const send = (body: Json) =>
      mei.caller.surely('/v1/transfers', (key) => signedTransfer(mei, key, { payee, ...body }));
    const sent = await send(twd('400'));
    expect(sent).toMatchObject({ status: 201, body: { status: 'succeeded', finished: true } });
    round.sentMinor += minorOf('400');
    expect((await send(twd('3400'))).body.code).toBe('pin_required');
    const large = await send({ ...twd('3400'), pin: mei.pin });
    expect(large).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    round.sentMinor += minorOf('3400');
    const at = new Date(Date.now() + TOMORROW_MS).toISOString();
    const later = await send({ ...twd('600'), at });
    expect(later.body.status).toBe('scheduled');
    const cancel = `/v1/transfers/${textOf(later.body, 'id')}/cancel`;
    const cancelled = await mei.caller.surely(cancel, {}, { status: 200, isLive: true });
    expect(cancelled.body.status).toBe('cancelled');
  });

  it('is asked for a share of a bill and pays it, and declines another', async () => {
    const { mei, hao } = round;
    const payee = await lookUp(hao, mei);
    const bill = { payers: [{ payee }], total: '300', include_me: true, currency: 'TWD' };
    const asked = (await hao.caller.surely('/v1/money-requests', bill, { status: 201 })).body;
    const [share = {}] = asked.shares as Json[];
    expect(share).toMatchObject(twd('150'));
    const path = `/v1/request-shares/${textOf(share, 'id')}`;
    const shown = await mei.caller.get(path);
    await mei.caller.surely(`${path}/payments`, (key) => signedShare(mei, key, shown), { status: 201 });
    round.sentMinor += minorOf('150');
    expect(await mei.caller.get(path)).toMatchObject({ status: 'paid', finished: true });
    const other = (await hao.caller.surely('/v1/money-requests', bill, { status: 201 })).body;
    const [unwanted = {}] = other.shares as Json[];
    const decline = `/v1/request-shares/${textOf(unwanted, 'id')}/decline`;
    await mei.caller.surely(decline, {}, { status: 200, isLive: true });
    expect((await hao.caller.get(`/v1/money-requests/${textOf(asked, 'id')}`)).paid).toEqual(twd('150'));
  });

  it("leaves statements that add up: every line of the payer's, and every payment of the shop's", async () => {
    const { shop, mei, hao, sales, sentMinor } = round;
    const [spentMinor, lines] = [sales.grossMinor() - sales.refundsMinor(), await statementOf(mei)];
    const balanceMinor = minorOf(TOPPED_UP) - spentMinor - sentMinor;
    expect(addUpStatement(lines)).toEqual({ balanceMinor, broken: [] });
    expect(await balanceOf(mei)).toBe(balanceMinor);
    expect(addUpStatement(await statementOf(hao))).toEqual({ balanceMinor: sentMinor, broken: [] });
    expect(await balanceOf(hao)).toBe(sentMinor);
    const listed = async () => salesOfList(await shop.server.all('/v1/payments'));
    await expect.poll(listed, POLL).toEqual(sales.all);
    expect(salesOfStatement(lines)).toEqual(sales.all);
    const { proceeds, debt } = await shop.server.get('/v1/merchant/balance');
    expect([minorOf(textOf(proceeds as Json, 'amount')), debt]).toEqual([spentMinor, twd('0')]);
  });
});

describe('when the day is closed', { timeout: 60_000 }, () => {
  let day: SettledDay;
  beforeAll(async () => {
    day = await closeDay(city);
  }, 60_000);

  it('every shop is paid out what it sold, less what it gave back and the fee, line by line', async () => {
    expect(played).toHaveLength(BREAKS.length);
    for (const { shop, sales } of played) {
      const settled = await day.of(shop.id);
      const [grossMinor, refundsMinor] = [sales.grossMinor(), sales.refundsMinor()];
      expect(settled).toMatchObject({ grossMinor, refundsMinor, openingMinor: 0n, closingMinor: 0n });
      expect(settled.netMinor).toBe(grossMinor - refundsMinor - settled.feeMinor);
      expect(settled.feeMinor).toBeGreaterThan(0n);
      expect(settled.payoutMinor).toBe(settled.netMinor);
      expect(settled.lines).toEqual(settled.netMinor);
      const balance = async () => (await shop.server.get('/v1/merchant/balance')).proceeds;
      await expect.poll(balance, POLL).toEqual(twd('0'));
    }
  });

  it('the journal verifies, and debits and credits are equal', async () => {
    expect(await day.trialDifferences()).toEqual([{ currency: 'TWD', difference_minor: '0' }]);
    expect(await day.verify()).toMatchObject({ exitCode: 0 });
  });
});
