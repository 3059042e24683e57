import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import { shareStatusAt } from './money-request.ts';
import { REFUSAL_OF_STATUS, type ShareRefusalCode } from './request-errors.ts';
import {
  type AskedShare,
  cancelOpenShares,
  decideShare,
  findShare,
  isBeingPaid,
  lockShare,
  lockShares,
} from './share-store.ts';

export interface DecideShareDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** Who decides, and what: a payer declines, an asker cancels. */
export interface ShareChoice {
  readonly shareId: Uuid;
  readonly residentId: Uuid;
  readonly decision: 'declined' | 'cancelled';
}

type Refused = { readonly code: ShareRefusalCode | 'share_not_found' };

/** Ends a share without money. Doing it again changes nothing; while it is being paid it waits for what comes of that. */
export async function decideAboutShare(
  { database, clock }: DecideShareDeps,
  choice: ShareChoice,
): Promise<Result<AskedShare, Refused>> {
  const refusal = await withTrx(database, async (trx) => {
    const locked = await lockShare(trx, choice.shareId);
    if (locked === undefined || !isTheirs(locked, choice)) return 'share_not_found';
    const now = clock.now();
    const status = shareStatusAt(locked.share, locked.request, now);
    if (status === choice.decision) return undefined;
    if (status !== 'pending') return REFUSAL_OF_STATUS[status];
    if (await isBeingPaid(trx, choice.shareId)) return 'share_being_paid';
    await decideShare(trx, { id: choice.shareId, decision: choice.decision, at: now });
    return undefined;
  });
  if (refusal !== undefined) return refuse(refusal);
  const decided = await findShare(database, choice.shareId);
  invariant(decided !== undefined, 'a share keeps its row');
  return accept(decided);
}

function isTheirs({ share, request }: AskedShare, { residentId, decision }: ShareChoice): boolean {
  return residentId === (decision === 'declined' ? share.payerId : request.askerId);
}

/** Cancels all shares of a request that nobody has paid, declined or begun to pay. */
export async function cancelMoneyRequest(
  { database, clock }: DecideShareDeps,
  requestId: Uuid,
): Promise<void> {
  await withTrx(database, async (trx) => {
    // Two statements: the second sees what those did who held a lock before.
    await lockShares(trx, requestId);
    await cancelOpenShares(trx, requestId, clock.now());
  });
}
