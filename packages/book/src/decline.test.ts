import { describe, expect, it } from 'vitest';
import {
  contentOf,
  DAY,
  decline,
  executeOne,
  fingerprint,
  hold,
  leg,
  NOW,
  post,
  release,
  smallCity,
  statusOf,
  uuid,
} from './book.testing.ts';
import { execute, needsOf } from './index.ts';

const no = decline(9, 'code_expired');

describe('a no of the caller', () => {
  it('is an entry of its own with its reason and reference, and moves nothing', () => {
    const state = smallCity();
    const { accounts, spent } = contentOf(state);
    const asked = { ...no, reference: { order: '7' } };
    const { batch } = execute(state, [asked], NOW, DAY);
    expect(batch?.entries).toEqual([
      {
        index: 0,
        id: uuid(9),
        fingerprint: fingerprint(9),
        purpose: 'payment',
        refusal: { code: 'declined', reason: 'code_expired' },
        businessDate: DAY,
        once: null,
        refunds: null,
        hold: null,
        reference: { order: '7' },
        detail: null,
        postings: [],
      },
    ]);
    expect(batch?.moved.size).toBe(0);
    expect(contentOf(state)).toMatchObject({ accounts, spent });
  });

  it('stands against the payment that comes later under the same id', () => {
    const state = smallCity();
    executeOne(state, no);
    const outcome = executeOne(state, post(9, [leg(2, 3, 1n)]));
    expect(outcome).toMatchObject({
      status: 'decided',
      replayed: true,
      entry: { refusal: { code: 'declined', reason: 'code_expired' } },
    });
  });

  it('does not undo the payment that came before it', () => {
    const state = smallCity();
    executeOne(state, post(9, [leg(2, 3, 1n)]));
    expect(executeOne(state, no)).toMatchObject({
      status: 'decided',
      replayed: true,
      entry: { refusal: null },
    });
  });

  it('keeps its first reason', () => {
    const state = smallCity();
    executeOne(state, no);
    expect(executeOne(state, decline(9, 'payer_said_no'))).toMatchObject({
      replayed: true,
      entry: { refusal: { reason: 'code_expired' } },
    });
  });

  it('under the id of another request is a conflict', () => {
    const state = smallCity();
    executeOne(state, post(9, [leg(2, 3, 1n)]));
    expect(statusOf(executeOne(state, { ...no, fingerprint: fingerprint(8) }))).toBe('conflict');
  });

  it('can be neither captured, released nor given back', () => {
    const state = smallCity();
    executeOne(state, no);
    executeOne(state, hold(8, 2, 5n));
    expect(statusOf(executeOne(state, post(10, [leg(2, 3, 1n)], { hold: uuid(9) })))).toBe('hold_unknown');
    expect(statusOf(executeOne(state, release(11, 9, 2)))).toBe('hold_unknown');
    expect(statusOf(executeOne(state, post(12, [leg(3, 2, 1n)], { refunds: uuid(9) })))).toBe(
      'original_not_refundable',
    );
  });

  it('needs nothing but its own id', () => {
    expect(needsOf(smallCity(), [no])).toEqual({ accounts: [], entries: [uuid(9)], once: [] });
  });
});
