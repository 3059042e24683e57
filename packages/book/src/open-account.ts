import { type Account, newAccount } from './account.ts';
import type { OpenAccountCommand, Reference } from './command.ts';
import { type Effect, refused } from './effect.ts';
import { policyInForce } from './policy.ts';
import { bookRefusal } from './refusal.ts';
import { type BookState, rememberAccount } from './state.ts';

const PURPOSE = 'account_opened';

/** Opens an account with the next number, unless its id is taken or its policy is not in force. */
export function openAccount(state: BookState, command: OpenAccountCommand, at: Date): Effect {
  const { account: id, accountKind: kind, currency, floorMinor, policy = null } = command;
  if (state.accounts.has(id)) return refused(PURPOSE, bookRefusal('account_exists', { account: id }));
  if (policy !== null && policyInForce(state.policies.get(policy), at) === undefined) {
    return refused(PURPOSE, bookRefusal('policy_not_in_force', { policy }));
  }
  const opened = newAccount({ number: state.nextAccountNumber, id, kind, currency, floorMinor, policy });
  state.nextAccountNumber += 1n;
  rememberAccount(state, opened);
  return { purpose: PURPOSE, refusal: null, postings: [], detail: detailOf(opened), opened };
}

function detailOf({ number, id, kind, currency, floorMinor, policy }: Account): Reference {
  const floor: Reference = floorMinor === null ? {} : { floor_minor: floorMinor.toString() };
  return {
    number: number.toString(),
    account: id,
    kind,
    currency,
    ...floor,
    ...(policy === null ? {} : { policy }),
  };
}
