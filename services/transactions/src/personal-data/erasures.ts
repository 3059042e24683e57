import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import type { Erasure, ErasureRegister, RegisterHead } from './erasure-register.ts';
import {
  eraseRows,
  findKnownHead,
  findWithKey,
  listErased,
  lockErasures,
  writeKnownHead,
} from './erasure-store.ts';

export interface ErasuresDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly register: ErasureRegister;
}

export interface Erasures {
  /** Whether the register says so, whatever a restored database has. */
  isErased(residentId: Uuid): boolean;
  /** Enters a person in the register, then erases them here. @returns false when there was nothing left to erase */
  erase(residentId: Uuid): Promise<boolean>;
  /**
   * Erases again whoever the register names and this database still knows, as a restored one does. Nothing is served
   * before. @returns how many that were
   * @throws Fault, not retryable, when the register is not the one that this database has seen, or has lost lines
   */
  replay(): Promise<number>;
}

/** People of one look for keys that should not be there. */
const MAX_LOOKED_AT = 1_000;

export function createErasures(deps: ErasuresDeps): Erasures {
  const { database, clock, logger, register } = deps;

  async function enter(trx: Trx, fresh: readonly Erasure[], head: RegisterHead): Promise<void> {
    await writeKnownHead(trx, fresh.length === 0 ? head : await register.append(fresh));
  }

  return {
    isErased: register.has,
    erase: (residentId) =>
      withTrx(database, async (trx) => {
        await lockErasures(trx);
        const head = await knownRegister(deps, trx);
        const fresh = register.has(residentId) ? [] : [{ residentId, erasedAt: clock.now() }];
        // The line comes first: if all ends between the two, the next start erases what the register says.
        await enter(trx, fresh, head);
        const [erasure] = register.all().filter((one) => one.residentId === residentId);
        return erasure !== undefined && eraseRows(trx, erasure);
      }),
    replay: () =>
      withTrx(database, async (trx) => {
        await lockErasures(trx);
        const head = await knownRegister(deps, trx);
        const unknown = (await listErased(trx)).filter(({ residentId }) => !register.has(residentId));
        await enter(trx, unknown, head);
        const revived = await eraseRevived(trx, register.all());
        if (revived > 0)
          logger.warn(
            { revived, entries: register.all().length },
            'erased again what a restore brought back',
          );
        return revived;
      }),
  };
}

/** The register as it is now, which must be the one that this database knows, and not behind it. */
async function knownRegister({ register, clock }: ErasuresDeps, trx: Trx): Promise<RegisterHead> {
  const known = await findKnownHead(trx);
  const head = await register.read();
  if (head === undefined) {
    if (known === undefined) return register.begin(clock.now());
    throw refusal('erasure_register_missing', `it is not there, and had ${known.entries} erasures`);
  }
  if (known === undefined) return head;
  if (known.registerId !== head.registerId)
    throw refusal('erasure_register_foreign', 'it belongs to another database');
  if (head.entries < known.entries)
    throw refusal('erasure_register_behind', `it has ${head.entries} erasures of ${known.entries}`);
  if (register.hashAt(known.entries)?.equals(known.hash) !== true)
    throw refusal('erasure_register_forked', 'it tells another history than this database has seen');
  return head;
}

function refusal(code: string, why: string): Fault {
  const message = `Nobody is served without the register of erasures (ERASURE_REGISTER_FILE): ${why}. Bring it back from its own copy.`;
  return new Fault(code, message, { retryable: false });
}

async function eraseRevived(trx: Trx, erasures: readonly Erasure[]): Promise<number> {
  let revived = 0;
  for (let start = 0; start < erasures.length; start += MAX_LOOKED_AT) {
    const some = erasures.slice(start, start + MAX_LOOKED_AT);
    const withKey = await findWithKey(
      trx,
      some.map(({ residentId }) => residentId),
    );
    for (const erasure of some.filter(({ residentId }) => withKey.has(residentId))) {
      await eraseRows(trx, erasure);
      revived += 1;
    }
  }
  return revived;
}
