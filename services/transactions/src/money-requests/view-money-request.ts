import type { Uuid } from '@tamsui/ids';
import { maskedNamesOf } from '../transfers/view-transfer.ts';
import type { MoneyRequestDeps, ReadMoneyRequest } from './create-money-request.ts';
import type { MoneyRequest } from './money-request.ts';
import type { PayableShare } from './money-request-schema.ts';
import { findMoneyRequest } from './money-request-store.ts';
import { openRequestDetails } from './request-details.ts';
import { type AskedShare, sharesOf } from './share-store.ts';

/** Money requests as their asker sees them, with who has paid. */
export async function viewMoneyRequests(
  { database, vault }: MoneyRequestDeps,
  requests: readonly MoneyRequest[],
): Promise<ReadMoneyRequest[]> {
  const ids = requests.map(({ id }) => id);
  const shares = await sharesOf(database, ids);
  return Promise.all(
    requests.map(async (request) => {
      const details = await openRequestDetails(vault, request);
      return { request, shares: shares.filter(({ requestId }) => requestId === request.id), details };
    }),
  );
}

/** One request of this asker; somebody else's is not there. */
export async function viewMoneyRequest(
  deps: MoneyRequestDeps,
  askerId: Uuid,
  id: Uuid,
): Promise<ReadMoneyRequest | undefined> {
  const request = await findMoneyRequest(deps.database, id);
  if (request?.askerId !== askerId) return undefined;
  const [view] = await viewMoneyRequests(deps, [request]);
  return view;
}

/** Shares as those see them who are to pay: who asks, by a masked name, and what for. */
export async function viewPayableShares(
  { vault }: MoneyRequestDeps,
  asked: readonly AskedShare[],
): Promise<PayableShare[]> {
  const names = await maskedNamesOf(
    vault,
    asked.map(({ request }) => request.askerId),
  );
  return Promise.all(
    asked.map(async ({ share, request, askerWallet }) => {
      const details = await openRequestDetails(vault, request);
      const askerName = names.get(request.askerId) ?? null;
      return { share, request, askerWallet, askerName, message: details?.message ?? null };
    }),
  );
}
