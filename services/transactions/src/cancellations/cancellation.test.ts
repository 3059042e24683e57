import { expect, test } from 'vitest';
import { type ItemState, isFinished, statusOf } from './cancellation.ts';

const of = (...states: ItemState[]) => statusOf(states.map((state) => ({ state })));

test('one word for all payments of an order: what is not done first, then what moved money', () => {
  expect(of()).toBe('nothing_to_cancel_yet');
  expect(of('voided')).toBe('voided');
  expect(of('voided', 'refunded')).toBe('refunded');
  expect(of('voided', 'refunded', 'refused')).toBe('refused');
  expect(of('refused', 'open')).toBe('in_progress');
});

test('it is finished when it cannot change by itself', () => {
  for (const status of ['voided', 'refunded', 'refused'] as const) expect(isFinished(status)).toBe(true);
  for (const status of ['in_progress', 'nothing_to_cancel_yet'] as const)
    expect(isFinished(status)).toBe(false);
});
