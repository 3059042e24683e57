import { accept, type Result, refuse } from '@tamsui/errors';
import type { MerchantPrincipal, ResidentPrincipal } from '../auth/principal.ts';

/** Streams that one caller has open at a time in one process. A key may be on many tills. */
export const STREAMS_PER_CALLER = { api_key: 100, cashier: 4, resident: 4 } as const;

export type PlaceRefusal = { readonly code: 'too_many_streams' | 'no_room_for_streams' };

export interface StreamPlaces {
  /** @returns what gives the place back, once */
  take(who: MerchantPrincipal | ResidentPrincipal): Result<() => void, PlaceRefusal>;
  readonly taken: number;
}

/** Counts open streams: of each caller, and all of this process. */
export function createStreamPlaces(maxStreams: number): StreamPlaces {
  const byCaller = new Map<string, number>();
  let taken = 0;
  return {
    take: (who) => {
      const [kind, id] = callerOf(who);
      const own = byCaller.get(id) ?? 0;
      if (own >= STREAMS_PER_CALLER[kind]) return refuse('too_many_streams');
      if (taken >= maxStreams) return refuse('no_room_for_streams');
      taken += 1;
      byCaller.set(id, own + 1);
      let isTaken = true;
      return accept(() => {
        if (!isTaken) return;
        isTaken = false;
        taken -= 1;
        const left = (byCaller.get(id) ?? 1) - 1;
        if (left === 0) byCaller.delete(id);
        else byCaller.set(id, left);
      });
    },
    get taken() {
      return taken;
    },
  };
}

function callerOf(who: MerchantPrincipal | ResidentPrincipal) {
  return who.kind === 'merchant'
    ? ([who.actor.kind, who.actor.id] as const)
    : (['resident', who.residentId] as const);
}
