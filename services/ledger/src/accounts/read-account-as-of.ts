import { accountStatusOf, balanceOf } from '@tamsui/book';
import type { Database } from '@tamsui/platform/database';
import type { AsOf } from '../as-of/as-of.ts';
import { loadFacts } from '../journal/account-facts-store.ts';
import { findBalanceAsOf, sumHeldAsOf } from './account-as-of-store.ts';
import { findAccount } from './account-store.ts';
import type { AccountReading } from './read-account.ts';

/**
 * Reads an account as it stood at a place in the past; zeros when it was not opened yet. What is asked for lies behind
 * the last commit and never changes, so the statements need no common snapshot.
 */
export async function readAccountAsOf(
  database: Database,
  schema: string,
  { id, asOf }: { readonly id: string; readonly asOf: AsOf },
): Promise<AccountReading | undefined> {
  const account = await findAccount(database, schema, id);
  if (account === undefined) return undefined;
  const found = await findBalanceAsOf(database, schema, { account, batch: asOf.batch });
  const { id: name, kind, currency } = account;
  // The journal keeps credits less debits, so that is what the two counters stand for here.
  const balanceMinor = balanceOf({ kind, debitsMinor: 0n, creditsMinor: found?.balance ?? 0n });
  return {
    account: {
      id: name,
      kind,
      currency,
      version: found?.version ?? 0n,
      ...(await factsAsOf(database, schema, id, asOf)),
    },
    balanceMinor,
    heldMinor: await sumHeldAsOf(database, schema, { account: id, asOf }),
    asOfBatch: asOf.batch,
  };
}

/** Status and policy, from the entries that set them up to then. */
async function factsAsOf(
  database: Database,
  schema: string,
  id: string,
  { batch }: AsOf,
): Promise<Pick<AccountReading['account'], 'status' | 'policy'>> {
  const facts = (await loadFacts(database, schema, [id])).filter((fact) => fact.batch <= batch);
  const status = facts.findLast(({ detail }) => detail.status !== undefined)?.detail.status;
  const policy = facts.findLast(({ detail }) => detail.policy !== undefined)?.detail.policy;
  return { status: status === undefined ? 'open' : accountStatusOf(status), policy: policy ?? null };
}
