import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Vault } from '../personal-data/vault.ts';
import { maskName } from './masked-name.ts';
import type { Transfer } from './transfer.ts';
import { openDetails, type TransferDetails } from './transfer-details.ts';
import type { TransferView } from './transfer-schema.ts';
import { findTransfer } from './transfer-store.ts';

export interface ViewTransferDeps {
  readonly database: Database;
  readonly vault: Vault;
}

/** What its payer sees of a transfer, whose details are undefined when their key was destroyed. */
export function viewOfPayer(transfer: Transfer, details: TransferDetails | undefined): TransferView {
  const { payeeName = null, message = null } = details ?? {};
  return { transfer, direction: 'sent', counterpartyName: payeeName, message };
}

/** Transfers as this resident sees them, who is on one side of each. */
export async function viewTransfers(
  { vault }: ViewTransferDeps,
  residentId: Uuid,
  transfers: readonly Transfer[],
): Promise<TransferView[]> {
  const others = transfers.map(({ payerId }) => payerId).filter((payerId) => payerId !== residentId);
  const names = await maskedNamesOf(vault, others);
  return Promise.all(
    transfers.map(async (transfer) => {
      const details = await openDetails(vault, transfer);
      if (transfer.payerId === residentId) return viewOfPayer(transfer, details);
      const counterpartyName = names.get(transfer.payerId) ?? null;
      return { transfer, direction: 'received', counterpartyName, message: details?.message ?? null };
    }),
  );
}

/** One transfer of this resident: the payee sees what has arrived, and anybody else sees nothing. */
export async function viewTransfer(
  deps: ViewTransferDeps,
  residentId: Uuid,
  id: Uuid,
): Promise<TransferView | undefined> {
  const transfer = await findTransfer(deps.database, id);
  if (transfer === undefined) return undefined;
  const isPayee = transfer.payee?.residentId === residentId && transfer.status === 'succeeded';
  if (transfer.payerId !== residentId && !isPayee) return undefined;
  const [view] = await viewTransfers(deps, residentId, [transfer]);
  return view;
}

/** The masked names of those who are known. */
export async function maskedNamesOf(
  vault: Vault,
  residentIds: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, string>> {
  const ids = [...new Set(residentIds)];
  const names = await Promise.all(ids.map((id) => vault.read(id, 'name', 'counterparty')));
  return new Map(
    ids.flatMap((id, index) => {
      const name = names[index];
      return name === undefined ? [] : [[id, maskName(name)]];
    }),
  );
}
