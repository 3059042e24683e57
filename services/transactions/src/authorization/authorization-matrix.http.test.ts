import { afterAll, describe, expect, test } from 'vitest';
import { openAccountAtBank } from '../merchant-applications/onboarding.testing.ts';
import { openSafeguardedAccount } from '../simulation/simulation.testing.ts';
import { startTestService } from '../testing/test-service.ts';
import { callerKinds } from './callers.testing.ts';
import { makeParty, phoneResident, sandboxResident } from './parties.testing.ts';
import { createMatrix, makerOf, type Tried } from './try-route.testing.ts';

const ROUTE_TIMEOUT_MS = 120_000;

const service = await startTestService({
  identity: true,
  bank: true,
  // So that a payment of a hundred and more waits for the resident.
  config: { CONFIRM_ABOVE: '100' },
});
await openAccountAtBank(service);
// Simulated residents get their money from the bank.
await openSafeguardedAccount(service);
// With a bank account of the one, and with devices of the other.
const { person } = await phoneResident(service);
const others = await makeParty(service, { ...(await sandboxResident(service, 'gold')), person });
const kinds = callerKinds(service);
const matrix = createMatrix({ service, kinds, others });
const tried: Tried[] = [];

afterAll(() => {
  const refused = tried.filter(({ expected }) => expected !== 'admitted');
  const surprises = tried.filter(({ surprise }) => surprise !== undefined);
  process.stdout.write(
    `${service.routes.length} routes, ${kinds.length} kinds of callers, ${tried.length} requests: ` +
      `${tried.length - refused.length} let in, ${refused.length} refused, ${surprises.length} surprises\n`,
  );
});

describe('every kind of caller, with its own, foreign and made-up ids, hears what is declared', () => {
  test.each(service.routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const))(
    '%s',
    async (_name, route) => {
      const results = await matrix.tryRoute(route);
      tried.push(...results);
      const surprises = results.filter(({ surprise }) => surprise !== undefined);
      expect(surprises).toEqual([]);
      expect(results.length).toBeGreaterThanOrEqual(kinds.length);
    },
    ROUTE_TIMEOUT_MS,
  );
});

test('a route about things that nobody can make has no place in the matrix', () => {
  const [route] = service.routes;
  const unknown = { ...route, operation: 'x', id: { prefix: 'ent', thing: 'entry' } } as const;
  expect(() => makerOf(unknown as Parameters<typeof makerOf>[0])).toThrow('how to make a entry (ent)');
});
