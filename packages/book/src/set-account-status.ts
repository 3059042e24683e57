import { type Account, type AccountStatus, balanceOf } from './account.ts';
import type { SetAccountStatusCommand } from './command.ts';
import { type Effect, refused } from './effect.ts';
import { type BookRefusal, bookRefusal } from './refusal.ts';
import type { BookState } from './state.ts';

const PURPOSE = 'account_status_set';

/** Freezes, opens again, or closes an account. Closing asks for an empty one, and is for ever. */
export function setAccountStatus(state: BookState, command: SetAccountStatusCommand): Effect {
  const { account: id, status } = command;
  const account = state.accounts.get(id);
  if (account === undefined) return refused(PURPOSE, bookRefusal('account_unknown', { account: id }));
  const refusal = judge(account, status);
  if (refusal !== undefined) return refused(PURPOSE, refusal);
  account.status = status;
  return { purpose: PURPOSE, refusal: null, postings: [], detail: { account: id, status } };
}

function judge(account: Account, status: AccountStatus): BookRefusal | undefined {
  const { id } = account;
  if (account.status === 'closed') return bookRefusal('account_closed', { account: id });
  if (status !== 'closed') return undefined;
  const balanceMinor = balanceOf(account);
  if (balanceMinor !== 0n)
    return bookRefusal('account_not_empty', { account: id, balance_minor: String(balanceMinor) });
  // An empty account can hold something only when it has no floor, or when the hold has expired: release it first.
  if (account.holds.size > 0)
    return bookRefusal('account_has_holds', { account: id, holds: String(account.holds.size) });
  return undefined;
}
