import { refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { DuplicateTaps, Tap } from './duplicate-taps.ts';
import type { Payer } from './payer.ts';

/** Stands in the way of charging the same again a moment later, unless the till says that it means to. */
export async function suspectDuplicate(
  { taps, ledger }: { readonly taps: DuplicateTaps; readonly ledger: LedgerClient },
  request: Omit<Tap, 'walletAccount'> & { readonly id: Uuid; readonly confirmDuplicate: boolean },
  payer: Payer | null,
) {
  if (payer === null || request.confirmDuplicate) return undefined;
  const { terminalId, amountMinor } = request;
  const earlier = await taps.claim(
    { walletAccount: payer.walletAccount, terminalId, amountMinor },
    request.id,
  );
  if (earlier === undefined) return undefined;
  // A key that was used before is a retry, whatever was tapped since.
  if ((await ledger.entry(request.id)) !== undefined) return undefined;
  return refuse('duplicate_suspected', { payment: formatPublicId('pay', earlier) });
}
