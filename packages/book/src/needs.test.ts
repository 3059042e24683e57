import { describe, expect, it } from 'vitest';
import {
  assign,
  closeDay,
  executeOne,
  hold,
  leg,
  openAccount,
  post,
  release,
  setPolicy,
  setStatus,
  smallCity,
  uuid,
} from './book.testing.ts';
import { type Command, needsOf } from './index.ts';

const nothing = { accounts: [], entries: [], once: [] };

describe('what has to be read before commands are executed', () => {
  it.each<[string, Command, Partial<typeof nothing> | object]>([
    ['the accounts of all legs', post(9, [leg(7, 2, 1n), leg(3, 8, 1n)]), { accounts: [uuid(7), uuid(8)] }],
    ['a token', post(9, [], { once: uuid(77) }), { once: [uuid(77)] }],
    ['the original of a refund', post(9, [], { refunds: uuid(50) }), { entries: [uuid(9), uuid(50)] }],
    ['the hold of a capture', post(9, [], { hold: uuid(50) }), { entries: [uuid(9), uuid(50)] }],
    [
      'nothing for what is left out by name',
      post(9, [], { once: undefined, refunds: undefined, hold: undefined }),
      {},
    ],
    ['the account of a hold', hold(9, 7, 1n), { accounts: [uuid(7)] }],
    [
      'the account and the hold of a release',
      release(9, 50, 7),
      { accounts: [uuid(7)], entries: [uuid(9), uuid(50)] },
    ],
    ['an account that is to be opened', { ...openAccount(7, 'asset'), id: uuid(9) }, { accounts: [uuid(7)] }],
    ['an account that is to be frozen', setStatus(9, 7, 'frozen'), { accounts: [uuid(7)] }],
    ['an account that gets a policy', assign(9, 7, 'small'), { accounts: [uuid(7)] }],
    ['nothing but its id for a policy', setPolicy(9, 'small'), {}],
    ['nothing but its id for a day', closeDay(9, '2026-11-23'), {}],
  ])('is %s', (_what, command, needs) => {
    expect(needsOf(smallCity(), [command])).toEqual({ ...nothing, entries: [uuid(9)], ...needs });
  });

  it('is nothing that memory holds', () => {
    const state = smallCity();
    const spent = post(9, [leg(2, 3, 1n)], { once: uuid(77), refunds: uuid(100), hold: uuid(100) });
    executeOne(state, post(9, [leg(2, 3, 1n)], { once: uuid(77) }));
    expect(needsOf(state, [spent])).toEqual(nothing);
  });

  it('is asked for once, whoever needs it', () => {
    const commands = [
      post(9, [leg(7, 8, 1n)], { once: uuid(77), refunds: uuid(50) }),
      post(9, [leg(8, 7, 1n)], { once: uuid(77), refunds: uuid(50) }),
    ];
    expect(needsOf(smallCity(), commands)).toEqual({
      accounts: [uuid(7), uuid(8)],
      entries: [uuid(9), uuid(50)],
      once: [uuid(77)],
    });
  });
});
