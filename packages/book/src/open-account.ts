import type { Account } from './account.ts';
import type { OpenAccountCommand, Reference } from './command.ts';
import type { Effect } from './effect.ts';
import { bookRefusal } from './refusal.ts';
import { type BookState, rememberAccount } from './state.ts';

const PURPOSE = 'account_opened';

/** Opens an account with the next number, unless its id is taken. */
export function openAccount(state: BookState, command: OpenAccountCommand): Effect {
  if (state.accounts.has(command.account)) {
    const refusal = bookRefusal('account_exists', { account: command.account });
    return { purpose: PURPOSE, refusal, postings: [], detail: null };
  }
  const opened: Account = {
    number: state.nextAccountNumber,
    id: command.account,
    kind: command.accountKind,
    currency: command.currency,
    floorMinor: command.floorMinor,
    debitsMinor: 0n,
    creditsMinor: 0n,
    version: 0n,
  };
  state.nextAccountNumber += 1n;
  rememberAccount(state, opened);
  return { purpose: PURPOSE, refusal: null, postings: [], detail: detailOf(opened), opened };
}

function detailOf({ number, id, kind, currency, floorMinor }: Account): Reference {
  const floor: Reference = floorMinor === null ? {} : { floor_minor: floorMinor.toString() };
  return { number: number.toString(), account: id, kind, currency, ...floor };
}
