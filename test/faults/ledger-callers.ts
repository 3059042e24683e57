import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** The ledger as a stranger sees it: addresses, JSON and a token. */
export interface LedgerAccess {
  readonly url: string;
  readonly token: string;
}

/** What became of a command, as the ledger answered or as the feed tells. */
export interface Decided {
  readonly id: string;
  readonly posted: boolean;
  /** `batch,index` */
  readonly position: string;
}

interface WireCommand {
  readonly kind: string;
  readonly id: string;
  readonly fingerprint: string;
  readonly [field: string]: unknown;
}

interface WireOutcome {
  readonly id: string;
  readonly status: 'posted' | 'refused' | 'conflict';
  readonly replayed: boolean;
  readonly position: { readonly batch: string; readonly index: number };
}

const ANSWER_TIMEOUT_MS = 10_000;
const RETRY_AFTER_MS = 20;
/** A ledger that is away for longer than this has not come back. */
const GIVE_UP_AFTER_MS = 60_000;
const PAGE = 1_000;
/** One of so many payments asks for more than there is. */
const REFUSED_EVERY = 5;

const identity = () => ({ id: randomUUID() as string, fingerprint: randomBytes(16).toString('hex') });

async function ask(
  { url, token }: LedgerAccess,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown> | undefined> {
  try {
    const response = await fetch(`${url}/v1/books/main/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.status === 200) return answer;
    if (response.status === 503 && answer.retryable === true) return undefined;
    throw new Error(`the ledger answered ${response.status}: ${JSON.stringify(answer)}`);
  } catch (error) {
    // What fetch throws means that nobody knows what became of the request: the same again tells.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError'))
      return undefined;
    throw error;
  }
}

/** Asks again, with the same id, until there is an answer. @throws Error when there is none for a minute */
async function askUntilKnown(ledger: LedgerAccess, path: string, body?: unknown) {
  const deadline = performance.now() + GIVE_UP_AFTER_MS;
  while (performance.now() < deadline) {
    const answer = await ask(ledger, path, body);
    if (answer !== undefined) return answer;
    await delay(RETRY_AFTER_MS);
  }
  throw new Error(`the ledger did not come back within ${GIVE_UP_AFTER_MS} ms`);
}

async function submit(ledger: LedgerAccess, command: WireCommand): Promise<WireOutcome> {
  const answer = await askUntilKnown(ledger, 'commands', { commands: [command] });
  const outcome = (answer.outcomes as WireOutcome[])[0];
  if (outcome === undefined || outcome.id !== command.id) throw new Error('an outcome for each command');
  return outcome;
}

export interface CallerAccounts {
  readonly wallet: string;
  readonly shop: string;
}

/** A wallet with money in it and a floor of zero, and a shop. */
export async function openAccounts(ledger: LedgerAccess): Promise<CallerAccounts> {
  const [bank, wallet, shop] = [randomUUID(), randomUUID(), randomUUID()];
  const open = (account: string, account_kind: string, floor_minor: string | null) =>
    submit(ledger, {
      kind: 'open_account',
      ...identity(),
      account,
      account_kind,
      currency: 'TWD',
      floor_minor,
      reference: {},
    });
  await open(bank, 'asset', null);
  await open(wallet, 'liability', '0');
  await open(shop, 'liability', null);
  await submit(ledger, transfer(bank, wallet, '1000000000', 'top_up'));
  return { wallet, shop };
}

function transfer(debit: string, credit: string, amount_minor: string, purpose = 'payment'): WireCommand {
  const legs = [{ debit, credit, amount_minor }];
  return { kind: 'post', ...identity(), purpose, currency: 'TWD', legs, reference: {} };
}

export interface Callers {
  /** Commands that were answered so far. */
  count(): number;
  /** Lets each finish the command it is at, and gives back what was answered, by id. */
  stop(): Promise<ReadonlyMap<string, Decided>>;
}

/**
 * Callers that pay, one payment after another each, some of which must be refused; every answered command is sent a
 * second time, and the answer must be the same.
 */
export function startCallers(
  ledger: LedgerAccess,
  { wallet, shop }: CallerAccounts,
  callers: number,
): Callers {
  const known = new Map<string, Decided>();
  let going = true;
  const running = Array.from({ length: callers }, async (_, caller) => {
    for (let n = caller; going; n += 1) {
      const command = transfer(wallet, shop, n % REFUSED_EVERY === 0 ? '999999999999' : '1');
      const first = decidedOf(await submit(ledger, command));
      known.set(command.id, first);
      const again = await submit(ledger, command);
      if (!again.replayed || JSON.stringify(decidedOf(again)) !== JSON.stringify(first))
        throw new Error(`${command.id} was decided twice: ${JSON.stringify([first, again])}`);
    }
  });
  return {
    count: () => known.size,
    stop: async () => {
      going = false;
      await Promise.all(running);
      return known;
    },
  };
}

function decidedOf({ id, status, position }: WireOutcome): Decided {
  if (status === 'conflict') throw new Error(`${id} is a conflict`);
  return { id, posted: status === 'posted', position: `${position.batch},${position.index}` };
}

interface WireEntry {
  readonly id: string;
  readonly purpose: string;
  readonly posted: boolean;
  readonly position: { readonly batch: string; readonly index: number };
}

/** Payments in the journal behind a position (`batch,index`), in order, and where it ends. */
export async function readPayments(
  ledger: LedgerAccess,
  after: string,
): Promise<{ payments: Decided[]; end: string }> {
  const payments: Decided[] = [];
  for (let end = after; ; ) {
    const page = await askUntilKnown(ledger, `feed?after=${end}&limit=${PAGE}`);
    const entries = page.entries as WireEntry[];
    for (const { id, purpose, posted, position } of entries)
      if (purpose === 'payment')
        payments.push({ id, posted, position: `${position.batch},${position.index}` });
    if (entries.length === 0) return { payments, end };
    const { batch, index } = page.next as WireEntry['position'];
    end = `${batch},${index}`;
  }
}
