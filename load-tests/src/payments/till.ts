import type { BenchCity } from './bench-city.ts';
import type { BenchMerchant, People } from './settle-people.ts';
import type { Generator } from './start-generator.ts';
import { type Answers, isShed, NEVER_SENT, type PlannedRequest } from './traffic.ts';

/** Which merchants payments go to. */
export type Spread = 'uniform' | 'hot';

/** What was accepted so far: the journal must say the same. */
export interface Accepted {
  readonly payments: number;
  readonly amountMinor: bigint;
  /** Requests of which nobody can say whether they were paid, since their connection broke. */
  readonly unknown: number;
}

/** Makes payments out of fresh codes, and keeps the account of what was accepted. */
export interface Till {
  /** So many requests to pay. Their codes live for a minute, so send them soon. */
  prepare(count: number, spread: Spread): Promise<readonly PlannedRequest[]>;
  /** Requests of the same size that stand for nothing, for the echo. */
  imitate(count: number): readonly PlannedRequest[];
  /** Writes down what was accepted. @throws Error when a payment was answered in a way that the bench does not expect */
  book(requests: readonly PlannedRequest[], answers: Answers): void;
  accepted(): Accepted;
}

/** Connections that codes are asked for over. */
const CONNECTIONS = 64;
/** A resident pays another amount each time for so long, so that no payment looks like one tapped twice. */
const AMOUNTS = 50;
const MINOR_PER_DOLLAR = 100n;
const NOBODYS_CODE = '71000000000000000000';

export function createTill(city: BenchCity, generator: Generator, people: People): Till {
  let made = 0;
  let payments = 0;
  let amountMinor = 0n;
  let unknown = 0;

  async function showCodes(count: number): Promise<string[]> {
    const requests = Array.from({ length: count }, (_, at): PlannedRequest => {
      const token = people.residents[(made + at) % people.residents.length] ?? '';
      return { path: '/v1/payment-codes', token, key: 'none', body: '{}' };
    });
    const ports = city.apis().map(({ port }) => port);
    const { bodies, statuses } = await generator.run({
      kind: 'closed',
      ports,
      connections: CONNECTIONS,
      requests,
      keepBodies: true,
    });
    const failed = statuses.findIndex((status) => status !== 201);
    if (failed >= 0)
      throw new Error(`a code was answered ${statuses[failed]}: ${bodies[failed] ?? 'no answer'}`);
    return bodies.map((body) => (JSON.parse(body) as { code: string }).code);
  }

  /** @param number of the payment: says who pays, how much, and under which key */
  function planPayment(number: number, code: string, spread: Spread): PlannedRequest {
    const lap = Math.floor(number / people.residents.length);
    const merchant = merchantFor(spread, number + lap);
    const body = {
      code,
      amount: String(1 + (lap % AMOUNTS)),
      currency: 'TWD',
      terminal: merchant.terminal,
      order_reference: `B-${number}`,
    };
    return {
      path: '/v1/payments',
      token: merchant.apiKey,
      key: `bench-${number}`,
      body: JSON.stringify(body),
    };
  }

  function merchantFor(spread: Spread, turn: number): BenchMerchant {
    const merchant = people.merchants[spread === 'hot' ? 0 : turn % people.merchants.length];
    if (merchant === undefined) throw new Error('there is no merchant');
    return merchant;
  }

  return {
    prepare: async (count, spread) => {
      const codes = await showCodes(count);
      const first = made;
      made += count;
      return codes.map((code, at) => planPayment(first + at, code, spread));
    },
    imitate: (count) => Array.from({ length: count }, (_, at) => planPayment(at, NOBODYS_CODE, 'uniform')),
    book: (requests, answers) => {
      for (const [index, status] of answers.statuses.entries()) {
        if (status === 201) {
          payments += 1;
          amountMinor += amountOf(requests[index]) * MINOR_PER_DOLLAR;
        } else if (status === 0) unknown += 1;
        else if (status !== NEVER_SENT && !isShed(status))
          throw new Error(`a payment was answered ${status}: ${answers.bodies[index] ?? ''}`);
      }
    },
    accepted: () => ({ payments, amountMinor, unknown }),
  };
}

function amountOf(request: PlannedRequest | undefined): bigint {
  const { amount } = JSON.parse(request?.body ?? '{}') as { amount: string };
  return BigInt(amount);
}
