import { newUuid } from '@tamsui/ids';
import { describe, expect, it, test } from 'vitest';
import type { z } from 'zod';
import { type OwnedEvent, type PrintedEvent, printEvent } from '../events/event.ts';
import { eventPageWire, eventWire } from '../events/event-schema.ts';
import { API_VERSIONS, type ApiVersion, CURRENT_API_VERSION, keptApiVersion } from '../http/api-version.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { REFUND_REASONS, type Refund, TOLD_REASONS } from '../refunds/refund.ts';
import { createRefundBody, printRefund, refundWire } from '../refunds/refund-schema.ts';
import { changesBetween, changesSince, VERSION_CHANGES } from './changes.ts';
import { eventIn, newestSnapshot } from './older-events.ts';

const at = new Date('2026-03-02T04:05:06.789Z');

function refundBecauseOf(reason: string | null) {
  const money = { amountMinor: 6_000n, currency: 'TWD' } as const;
  const refund: Refund = {
    id: newUuid(),
    paymentId: newUuid(),
    ...money,
    reason,
    at,
    businessDate: '2026-03-02',
  };
  return printRefund(refund);
}

function eventOf(objectType: OwnedEvent['objectType'], data: OwnedEvent['data']): PrintedEvent {
  const owner = { kind: 'merchant', id: newUuid() } as const;
  const what = {
    id: newUuid(),
    type: 'refund.succeeded',
    objectType,
    objectId: newUuid(),
    objectVersion: 1,
  } as const;
  return printEvent({ ...what, sequence: 1n, owner, data, createdAt: at });
}

/** Of one operation: the newest schema of its answer, and answers that reach what a version has changed. */
interface Case {
  readonly newest: z.ZodType;
  readonly answers: readonly object[];
}

const refunds = [null, ...TOLD_REASONS].map(refundBecauseOf);
const events = refunds.map((refund) => eventOf('refund', refund));
const page = { has_more: false, next_cursor: null };
const CASES: Readonly<Record<string, Case>> = {
  createRefund: { newest: refundWire, answers: refunds },
  getRefund: { newest: refundWire, answers: refunds },
  listRefunds: { newest: pageWireOf(refundWire), answers: [{ data: refunds, ...page }] },
  getEvent: { newest: eventWire, answers: events },
  listEvents: { newest: eventPageWire, answers: [{ data: events, ...page }] },
};

describe('the versions', () => {
  it('are days in their order, each but the first with what it has changed, and the last is the newest', () => {
    expect([...API_VERSIONS].sort()).toEqual(API_VERSIONS);
    expect(VERSION_CHANGES.map(({ version }) => version)).toEqual(API_VERSIONS.slice(1));
    expect(API_VERSIONS.at(-1)).toBe(CURRENT_API_VERSION);
    for (const { tells } of VERSION_CHANGES) expect(tells.length).toBeGreaterThan(0);
  });

  it('lie between two of them the same way in both directions', () => {
    const [first] = API_VERSIONS;
    expect(changesSince(first)).toEqual(VERSION_CHANGES);
    expect(changesSince(CURRENT_API_VERSION)).toEqual([]);
    expect(changesBetween(first, CURRENT_API_VERSION)).toEqual(VERSION_CHANGES);
    expect(changesBetween(CURRENT_API_VERSION, first)).toEqual(VERSION_CHANGES);
    expect(changesBetween(first, first)).toEqual([]);
  });

  it('that only a newer process knows are spoken as the newest of this one', () => {
    expect(keptApiVersion('2999-01-01')).toBe(CURRENT_API_VERSION);
    expect(API_VERSIONS.map(keptApiVersion)).toEqual(API_VERSIONS);
  });
});

describe.each(VERSION_CHANGES)('what $version has changed', (change) => {
  it('is shown by an example for every operation', () => {
    expect(Object.keys(CASES)).toEqual(expect.arrayContaining(Object.keys(change.answers)));
  });

  it.each(Object.entries(change.answers))(
    'makes answers of %s that are as they were described',
    (name, shape) => {
      const { newest, answers = [] } = CASES[name] ?? {};
      const made = answers.map((answer) => shape.older(answer as never));
      for (const answer of answers) expect(newest?.safeParse(answer).error).toBeUndefined();
      for (const answer of made) expect(shape.wire.safeParse(answer).error).toBeUndefined();
      // The change is one: some answer is none in the other version.
      expect(made.some((answer) => newest?.safeParse(answer).success === false)).toBe(true);
      expect(answers.some((answer) => !shape.wire.safeParse(answer).success)).toBe(true);
    },
  );

  it('leaves alone what it does not touch: no member comes, goes or moves', () => {
    for (const [name, shape] of Object.entries(change.answers)) {
      for (const answer of CASES[name]?.answers ?? [])
        expect(Object.keys(shape.older(answer as never) as object)).toEqual(Object.keys(answer));
    }
    const ofPayment = eventOf('payment', { id: 'pay_1', status: 'succeeded' });
    expect(change.event.older(ofPayment)).toEqual(ofPayment);
  });
});

describe('an event', () => {
  it('that was written in an older version and is told in the newest says the same, and back again', () => {
    for (const [index, newest] of events.entries()) {
      for (const version of API_VERSIONS) {
        const told = eventIn(version, newest);
        expect(newestSnapshot(version, 'refund', told.data)).toEqual(refunds[index]);
        const again = eventIn(version, { ...newest, data: newestSnapshot(version, 'refund', told.data) });
        expect(JSON.stringify(again)).toBe(JSON.stringify(told));
      }
    }
  });

  it('in the words for a resident is the same in all versions', () => {
    const { reason: _unsaid, ...data } = refundBecauseOf('other');
    const event = eventOf('refund', { ...data, merchant: 'Old Street Tea', store: 'By the river' });
    for (const version of API_VERSIONS) expect(eventIn(version, event)).toEqual(event);
    for (const version of API_VERSIONS)
      expect(newestSnapshot(version, 'refund', event.data)).toEqual(event.data);
  });
});

describe('the body of a refund', () => {
  const newest: z.ZodType = createRefundBody('TWD');
  const readIn = (version: ApiVersion): z.ZodType =>
    changesSince(version).reduceRight((newer, { bodies }) => bodies.createRefund?.(newer) ?? newer, newest);
  const money = { amount: '60', currency: 'TWD' };

  test.each(REFUND_REASONS)(
    'because of %s is read into the same in both versions, each in its own words',
    (code) => {
      const [olderBody, newerBody] = [
        { ...money, reason: code },
        { ...money, reason: { code } },
      ];
      expect(readIn('2026-11-24').parse(olderBody)).toEqual(newest.parse(newerBody));
      expect(readIn('2026-11-24').safeParse(newerBody).success).toBe(false);
      expect(newest.safeParse(olderBody).success).toBe(false);
    },
  );

  it('fits both versions only where the answers are the same bytes, so a retry in another is no other answer', () => {
    const [older] = VERSION_CHANGES;
    for (const code of [undefined, ...REFUND_REASONS]) {
      const body = code === undefined ? money : { ...money, reason: code };
      const answer = refundBecauseOf(code ?? null);
      const inOlder = JSON.stringify(older?.answers.createRefund?.older(answer as never));
      const isSame = inOlder === JSON.stringify(answer);
      expect(readIn('2026-11-24').safeParse(body).success).toBe(true);
      expect(newest.safeParse(body).success).toBe(isSame);
    }
  });
});
