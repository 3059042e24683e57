import type { DeviceKeyPair } from '@tamsui/testing/device-key-pair';
import type { Random } from '../../simulation/src/random.ts';
import type { Ask } from './ask.ts';
import type { Caller } from './callers.ts';

/** A resident, with what stories need to know of one. */
export interface Resident {
  readonly caller: Caller;
  readonly id: string;
  readonly wallet: string;
  /** Undefined for who has a token of the sandbox. */
  readonly phone: Phone | undefined;
}

export interface Phone {
  readonly deviceId: string;
  readonly key: DeviceKeyPair;
  readonly refreshToken: string;
  /** For what needs a fresh sign-in. */
  readonly signIn: Caller;
  readonly pin: string;
  /** The name that the identity provider proves. */
  readonly holder: string;
}

/** A merchant with a till. */
export interface Merchant {
  readonly caller: Caller;
  readonly id: string;
  readonly store: string;
  readonly terminal: string;
  /** Somebody at the till, who may do all that a manager may. */
  readonly cashier: Caller;
}

/** Everybody who is there at a time. */
export interface People {
  readonly operator: Caller;
  readonly bank: Caller;
  readonly residents: readonly Resident[];
  readonly merchants: readonly Merchant[];
  /** Others, who only send single requests: keys with fewer rights, applicants, people without a device. */
  readonly others: readonly Caller[];
}

export function callersOf({ operator, bank, residents, merchants, others }: People): Caller[] {
  return [
    operator,
    bank,
    ...residents.flatMap(({ caller, phone }) => (phone === undefined ? [caller] : [caller, phone.signIn])),
    ...merchants.flatMap(({ caller, cashier }) => [caller, cashier]),
    ...others,
  ];
}

/** The outside of the API that a story needs: the provider's pages, and the bank's accounts. */
export interface Outside {
  readonly publicUrl: string;
  /** Signs somebody in at the provider, with forms as in a browser. */
  signInAtProvider(
    authorizationUrl: string,
    person: string,
  ): Promise<{ readonly state: string; readonly code: string }>;
  openBankAccount(account: { readonly number: string; readonly holder: string }): Promise<void>;
  /** What the bank tells of a top-up's direct debit, once that is executed. */
  directDebitOf(topUp: string): Promise<Readonly<Record<string, unknown>>>;
  /** Another number each time it is asked. */
  nextNumber(): number;
}

/** Where a story plays. */
export interface Stage {
  readonly people: People;
  readonly outside: Outside;
  readonly random: Random;
  readonly ask: Ask;
}

export const twd = (amount: string) => ({ amount, currency: 'TWD' });
