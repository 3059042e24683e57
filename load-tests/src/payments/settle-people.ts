import { createHash, randomUUID } from 'node:crypto';
import type { BenchCity } from './bench-city.ts';
import type { Journal } from './journal.ts';
import type { Generator } from './start-generator.ts';
import type { PlannedRequest } from './traffic.ts';

/** A merchant with one till. */
export interface BenchMerchant {
  readonly terminal: string;
  readonly apiKey: string;
}

export interface People {
  /** Tokens of phones. */
  readonly residents: readonly string[];
  readonly merchants: readonly BenchMerchant[];
}

interface PeopleOptions {
  readonly city: BenchCity;
  readonly generator: Generator;
  readonly journal: Journal;
  readonly residents: number;
  readonly merchants: number;
}

/** In each wallet at the start: less than a wallet may hold, and more than the bench takes out of one. */
const FUNDS_MINOR = 90_000_00;
/** As many as one entry of the book has room for. */
const LEGS = 32;
const CONNECTIONS = 16;

/** Lets merchants and residents join as the operator does, and gives residents money. */
export async function settlePeople(options: PeopleOptions): Promise<People> {
  const { city, generator, residents, merchants } = options;
  const { operatorToken: token } = city.secrets;

  /** Creates one thing by each request, and tells of each one member of the answer. */
  async function create(requests: readonly { path: string; body: object }[], member: string) {
    const planned = requests.map(
      ({ path, body }): PlannedRequest => ({ path, token, key: randomUUID(), body: JSON.stringify(body) }),
    );
    const ports = city.apis().map(({ port }) => port);
    const answers = await generator.run({
      kind: 'closed',
      ports,
      connections: CONNECTIONS,
      requests: planned,
      keepBodies: true,
    });
    return answers.bodies.map((body) => memberOf(body, member));
  }

  const ids = await create(Array.from({ length: merchants }, merchantRequest), 'id');
  const stores = await create(
    ids.map((id) => ({ path: `/v1/merchants/${id}/stores`, body: { name: 'By the river' } })),
    'id',
  );
  const terminals = await create(
    stores.map((id) => ({ path: `/v1/stores/${id}/terminals`, body: { name: 'Till 1' } })),
    'id',
  );
  const keys = await create(
    ids.map((id) => ({ path: `/v1/merchants/${id}/api-keys`, body: { name: 'tills' } })),
    'key',
  );
  const tokens = await create(Array.from({ length: residents }, residentRequest), 'token');
  await fundWallets(options);
  return {
    residents: tokens,
    merchants: terminals.map((terminal, at) => ({ terminal, apiKey: keys[at] ?? '' })),
  };
}

function memberOf(body: string, member: string): string {
  const value = (JSON.parse(body) as Record<string, unknown>)[member];
  if (typeof value !== 'string') throw new Error(`the answer has no text ${member}: ${body}`);
  return value;
}

function merchantRequest(_: unknown, at: number) {
  const name = `Shop ${at + 1}`;
  const payout_account = { holder_name: name, bank_code: '999', account_number: String(700_000_000 + at) };
  return { path: '/v1/merchants', body: { name, fee_basis_points: 130, payout_account } };
}

function residentRequest(_: unknown, at: number) {
  return {
    path: '/v1/residents',
    body: { name: `Resident ${at + 1}`, bank_account: String(800_000_000 + at) },
  };
}

/** An adjustment in the ledger: a top-up of each would be the bank's bench. */
async function fundWallets({ city, journal }: PeopleOptions): Promise<void> {
  const { bank, wallets } = await journal.accounts();
  const commands = [];
  for (let start = 0; start < wallets.length; start += LEGS) {
    const id = randomUUID();
    commands.push({
      kind: 'post',
      id,
      fingerprint: createHash('sha256').update(id).digest('hex').slice(0, 32),
      purpose: 'adjustment',
      currency: 'TWD',
      legs: wallets
        .slice(start, start + LEGS)
        .map((credit) => ({ debit: bank, credit, amount_minor: String(FUNDS_MINOR) })),
      reference: {},
    });
  }
  const response = await fetch(`${city.ledgerUrl}/v1/books/main/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${city.secrets.ledgerApiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ commands }),
  });
  const { outcomes } = (await response.json()) as { outcomes?: readonly { status: string }[] };
  if (!outcomes?.every(({ status }) => status === 'posted'))
    throw new Error(`the ledger answered ${response.status} and does not fund the wallets`);
}
