import type { Uuid } from '@tamsui/ids';
import type { AccountStatus } from '@tamsui/ledger-client';

/** Who froze a wallet: its holder, from a device, after a sign-in on somebody else's or to close it, or the operator. */
export const FREEZERS = ['device', 'sign_in', 'operator', 'closing'] as const;
export type Freezer = (typeof FREEZERS)[number];

/** Why, in a word; no story, and nothing personal. */
export const FREEZE_REASONS = ['lost', 'stolen', 'suspicious', 'authority', 'other'] as const;
export type FreezeReason = (typeof FREEZE_REASONS)[number];

/** A freeze that holds until it is lifted. A wallet may have several. */
export interface Freeze {
  readonly id: Uuid;
  readonly placedBy: Freezer;
  readonly reason: FreezeReason;
  readonly placedAt: Date;
}

/** What a wallet can do: everything, receive only, or nothing any more. */
export type WalletStatus = 'open' | 'frozen' | 'closed';

/** As the ledger has it. An account that only cannot receive still pays, so its wallet is open. */
export function walletStatusOf(status: AccountStatus): WalletStatus {
  if (status === 'closed') return 'closed';
  return status === 'debit_frozen' || status === 'frozen' ? 'frozen' : 'open';
}

/** Who can lift what holds a wallet: what the operator placed, the operator alone. */
export function frozenBy(freezes: readonly Pick<Freeze, 'placedBy'>[]): 'resident' | 'operator' {
  return freezes.some(({ placedBy }) => placedBy === 'operator') ? 'operator' : 'resident';
}
