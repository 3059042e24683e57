import type { Database } from '@tamsui/platform/database';
import { fixedClock } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { CURRENT_API_VERSION } from '../http/api-version.ts';
import { type Route, route } from '../http/route.ts';
import { simulateFaults } from './simulate-faults.ts';

const NO_DATABASE = {
  raw: () => {
    throw new Error('nothing is to be written');
  },
} as unknown as Database;

function payRoute(told: string[], idempotency: 'required' | 'optional'): Route {
  return route({
    method: 'post',
    path: '/v1/pay',
    operation: 'pay',
    tag: 'Payments',
    summary: 'Pay',
    access: {},
    idempotency,
    body: z.strictObject({ amount: z.bigint() }),
    answers: { 201: null },
    handle: async ({ body }) => {
      told.push(`paid ${body.amount}`);
      return { status: 201 };
    },
  });
}

async function send(amount: bigint, idempotency: 'required' | 'optional' = 'required'): Promise<string[]> {
  const told: string[] = [];
  const deps = {
    database: NO_DATABASE,
    clock: fixedClock('2026-11-20T04:00:00Z'),
    currency: 'TWD',
    wait: async (ms: number) => void told.push(`waited ${ms}`),
  } as const;
  const [simulated] = simulateFaults([payRoute(told, idempotency)], deps);
  const call = { who: undefined, key: 'k-1', id: undefined, query: undefined, body: { amount } };
  await simulated?.handle({ ...call, version: CURRENT_API_VERSION, req: undefined as never });
  return told;
}

test('a slow answer is waited for before anything is paid', async () => {
  expect(await send(140_800n)).toEqual(['waited 2000', 'paid 140800']);
});

test('every other amount passes without a look into the database', async () => {
  expect(await send(12_000n)).toEqual(['paid 12000']);
  expect(await send(1_503n)).toEqual(['paid 1503']);
});

test('what needs no key is left alone', async () => {
  expect(await send(150_300n, 'optional')).toEqual(['paid 150300']);
});

test('the amount of a fault is noted first, in the database that all processes share', async () => {
  await expect(send(150_300n)).rejects.toThrow('nothing is to be written');
});
