import type { Admit, HttpRequest, ProblemOptions } from '@tamsui/platform/http';
import type { Load, LoadCounter, LoadGauge } from '../shedding/load-gauge.ts';
import type { Urgency } from './route.ts';

/** Up to which load a kind of request is let in. */
export interface Ceiling {
  readonly inFlight: number;
  readonly waiting?: number;
  readonly loopDelayMs: number;
}

export type Ceilings = Readonly<Record<Urgency, Ceiling>>;

/** A connection that waits for news costs memory and little else. */
const WAITING_PER_PLACE = 20;

/**
 * Exports give way first, then reads, and money last: a fifth of the room is kept for it. The ceiling of money lies
 * where more under way at once would only wait longer.
 */
export function ceilingsOf(most: {
  readonly maxInFlight: number;
  readonly maxLoopDelayMs: number;
}): Ceilings {
  const share = (part: number): Ceiling => ({
    inFlight: Math.max(1, Math.floor(most.maxInFlight * part)),
    loopDelayMs: most.maxLoopDelayMs * part,
  });
  const wait = { ...share(0.8), waiting: most.maxInFlight * WAITING_PER_PLACE };
  return { export: share(0.2), read: share(0.8), stream: share(0.8), wait, money: share(1) };
}

export function isOverloaded(load: Load, { inFlight, waiting = Infinity, loopDelayMs }: Ceiling): boolean {
  return load.inFlight >= inFlight || load.waiting >= waiting || load.loopDelayMs > loopDelayMs;
}

const OVERLOADED: ProblemOptions = {
  status: 503,
  code: 'overloaded',
  detail:
    'Nothing was decided: too much is going on at this moment. Send the same request again in a moment.',
  retryable: true,
};

/** Those who are sent away at one moment do not all come back at one moment. */
const RETRY_AFTER_SECONDS = [1, 2, 3] as const;

/** What a request counts as while it is under way; a stream, which is idle for most of its time, as nothing. */
const COUNTERS: Readonly<Record<Urgency, LoadCounter | undefined>> = {
  money: 'inFlight',
  read: 'inFlight',
  export: 'inFlight',
  wait: 'waiting',
  stream: undefined,
};

export interface ShedLoadDeps {
  readonly gauge: LoadGauge;
  readonly ceilings: Ceilings;
  readonly urgencyOf: (req: Pick<HttpRequest, 'method' | 'path'>) => Urgency;
}

/** Lets in what there is room for. It comes before whoever asks is known, and before a body is read. */
export function shedLoad({ gauge, ceilings, urgencyOf }: ShedLoadDeps): Admit {
  let sentAway = 0;
  return (req) => {
    const urgency = urgencyOf(req);
    if (isOverloaded(gauge.read(), ceilings[urgency])) {
      const seconds = RETRY_AFTER_SECONDS[sentAway++ % RETRY_AFTER_SECONDS.length] ?? 1;
      return { admitted: false, problem: { ...OVERLOADED, headers: { 'Retry-After': String(seconds) } } };
    }
    const counter = COUNTERS[urgency];
    if (counter === undefined) return { admitted: true };
    gauge.enter(counter);
    return { admitted: true, leave: () => gauge.leave(counter) };
  };
}
