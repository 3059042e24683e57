import { createHmac, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Fault, invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Keyring } from '../personal-data/keyring.ts';

/** What is kept of a PIN. */
export interface PinHash {
  /** PHC string of argon2id (RFC 9106), with its salt and parameters. */
  readonly hash: string;
  /** Name of the pepper that went into it. */
  readonly pepperId: string;
}

export interface PinHasher {
  hash(residentId: Uuid, pin: string): Promise<PinHash>;
  matches(residentId: Uuid, pin: string, kept: PinHash): Promise<boolean>;
  /** Takes as long as `matches`, for a resident without a PIN. */
  matchesNothing(residentId: Uuid, pin: string): Promise<false>;
  /** True when it was made with an older pepper. */
  isOld(kept: PinHash): boolean;
}

/** The library's number for argon2id; its names are for other compilers. */
const ARGON2ID = 2;
/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes and one lane. */
const ARGON2 = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Node computes on four threads; two are left for whatever else needs one, payments before all. */
const MAX_AT_ONCE = 2;
/** Each takes some 50 ms, so the last one in the queue waits about two seconds. */
const MAX_WAITING = 64;

/**
 * Hashes PINs. Six digits are found by trying, so a pepper that is not in the database goes in: without it, the hashes
 * are worth nothing. So does the resident's id: a hash that is copied to another resident's row fits nobody.
 */
export function createPinHasher(peppers: Keyring): PinHasher {
  const takeTurn = createTurns();
  /** Of nobody: made when it is first needed, with the parameters of today. */
  let decoy: Promise<PinHash> | undefined;

  /** As text: the library checks no other bytes than UTF-8. */
  const digest = (pepper: Buffer, residentId: Uuid, pin: string): string =>
    createHmac('sha256', pepper).update(`${residentId}:${pin}`, 'utf8').digest('base64url');

  const hashPin = (residentId: Uuid, pin: string): Promise<PinHash> =>
    takeTurn(async () => {
      const { id, key } = peppers.current;
      return { hash: await hash(digest(key, residentId, pin), ARGON2), pepperId: id };
    });

  const matches = (residentId: Uuid, pin: string, kept: PinHash): Promise<boolean> => {
    const pepper = peppers.find(kept.pepperId);
    if (pepper === undefined) {
      throw new Fault('pin_pepper_missing', `The pepper ${kept.pepperId} is not configured.`, {
        retryable: false,
      });
    }
    return takeTurn(() => verify(kept.hash, digest(pepper, residentId, pin)));
  };

  return {
    hash: hashPin,
    matches,
    matchesNothing: async (residentId, pin) => {
      decoy ??= hashPin('nobody', randomBytes(16).toString('hex'));
      const matched = await matches(residentId, pin, await decoy);
      invariant(!matched, 'a PIN of six digits is not thirty-two');
      return false;
    },
    isOld: ({ pepperId }) => pepperId !== peppers.current.id,
  };
}

/** Lets a few work at once and a bounded number wait. @throws Fault, retryable, when too many wait already */
function createTurns(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let working = 0;
  return async (work) => {
    if (working >= MAX_AT_ONCE) {
      if (waiting.length >= MAX_WAITING) {
        throw new Fault('pins_busy', 'Too many PINs are being checked at this moment.', { retryable: true });
      }
      // Whoever ends hands its place over, so `working` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      working += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) working -= 1;
      else next();
    }
  };
}
