import { createHash } from 'node:crypto';
import type { Clock } from '@tamsui/platform/clock';
import type { Redis } from '@tamsui/platform/redis';
import { PROOF_WINDOW_MS } from './dpop-proof.ts';
import {
  nameOfProof,
  PROOF_KEPT_MS,
  type ReplayGuard,
  remembersLessThanToken,
  replayGuardUnavailable,
} from './replay-guard.ts';

/**
 * In one step: when this memory began, and whether the proof is in it. A Redis that was emptied begins anew, and does not
 * know what came before. A proof is surely new to it when its token was made since, or when it names a time that no
 * proof of before may have named. What the device says of its time decides nothing else: its clock may be ahead of
 * ours, and a proof of before would then look young.
 * KEYS: the proof, the beginning. ARGV: time of the token, time of the proof, time now, how far ahead a proof may be, how
 * long to keep it (all in ms).
 */
const LOOK_AND_KEEP = `
  local began = redis.call('GET', KEYS[2])
  if not began then
    began = ARGV[3]
    redis.call('SET', KEYS[2], began)
  end
  began = tonumber(began)
  if tonumber(ARGV[1]) < began and tonumber(ARGV[2]) <= began + tonumber(ARGV[4]) then return 'unknown' end
  if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[5]) then return 'new' end
  return 'seen'`;

const NAME_LENGTH = 16;

/**
 * Proofs in Redis, for several API processes. It must not evict keys (`maxmemory-policy noeviction`, as Redis comes):
 * one that is full refuses, and then so do we.
 * @param issuer tells cities on one Redis apart
 */
export function createRedisReplayGuard(redis: Redis, clock: Clock, issuer: string): ReplayGuard {
  const prefix = `tamsui:dpop:${createHash('sha256').update(issuer).digest('hex').slice(0, NAME_LENGTH)}`;
  const beganKey = `${prefix}:began`;
  const nowMs = () => clock.now().getTime();

  /** Before the first token is made, so that the first request of a new city is no stranger. */
  async function begin(): Promise<void> {
    // When this fails, the first look begins it.
    await redis.set(beganKey, String(nowMs()), 'NX').catch(() => undefined);
  }
  redis.on('ready', begin);
  if (redis.status === 'ready') void begin();

  return {
    isNew: async (proof, boundTo) => {
      const keys = [`${prefix}:${nameOfProof(proof)}`, beganKey];
      const tokenMs = boundTo?.getTime() ?? Number.MAX_SAFE_INTEGER;
      const times = [tokenMs, proof.issuedAt.getTime(), nowMs(), PROOF_WINDOW_MS, PROOF_KEPT_MS].map(String);
      const found = await answered(redis.eval(LOOK_AND_KEEP, keys.length, ...keys, ...times));
      if (found === 'unknown') throw remembersLessThanToken();
      return found === 'new';
    },
  };
}

async function answered(reply: Promise<unknown>): Promise<unknown> {
  try {
    return await reply;
  } catch (error) {
    throw replayGuardUnavailable('Proofs cannot be compared with earlier ones at the moment.', error);
  }
}
