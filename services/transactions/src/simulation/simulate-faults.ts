import { commandId, type Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { Problem } from '@tamsui/platform/http';
import type { Principal } from '../auth/principal.ts';
import { RATE_LIMIT_REFUSALS } from '../http/caller-limit.ts';
import type { Route } from '../http/route.ts';
import { majorAmount } from './major-amount.ts';
import { FAULTS, type FaultName, OUTCOME_TABLE } from './outcome.ts';
import { insertSimulatedFault } from './simulated-fault-store.ts';

export interface SimulateFaultsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly currency: CurrencyCode;
  readonly wait: (ms: number) => Promise<void>;
}

const SLOW_MS = 2_000;
const RETRY_AFTER_SECONDS = '1';

/** As the real ones are, but for a member that says so. */
const PROBLEMS = {
  ledger_fault: {
    status: 503,
    code: 'ledger_unavailable',
    detail: 'Simulated: the ledger does not answer. No money moved; send it again with the same key.',
  },
  rate_limited: {
    status: RATE_LIMIT_REFUSALS.rate_limit_exceeded.status,
    code: 'rate_limit_exceeded',
    detail: 'Simulated: you have sent more requests than your quota allows. Send it again later.',
  },
} as const satisfies Partial<Record<FaultName, object>>;

/**
 * Makes certain amounts go wrong wherever money is moved under a key: for a sandbox, where these routes take the place of
 * the others. What goes wrong does so before the request is begun, so that nothing has moved. Each other amount costs a
 * look into a map of three.
 */
export function simulateFaults(routes: readonly Route[], deps: SimulateFaultsDeps): Route[] {
  const faultOf = new Map(
    FAULTS.map((fault) => [majorAmount(OUTCOME_TABLE[fault].amount, deps.currency), fault] as const),
  );
  return routes.map((route) => {
    if (route.idempotency !== 'required') return route;
    const handle: Route['handle'] = async (call) => {
      const fault = faultOf.get(amountOf(call.body));
      if (fault !== undefined) await goWrong(deps, fault, requestIdOf(route, call));
      return route.handle(call);
    };
    return { ...route, handle };
  });
}

/** Minor units; less than any amount when the body has none. */
function amountOf(body: unknown): bigint {
  const amount = (body as { readonly amount?: unknown } | undefined)?.amount;
  return typeof amount === 'bigint' ? amount : -1n;
}

async function goWrong(deps: SimulateFaultsDeps, fault: FaultName, requestId: Uuid): Promise<void> {
  if (fault === 'slow_answer') {
    await deps.wait(SLOW_MS);
  } else if (await insertSimulatedFault(deps.database, requestId, deps.clock.now())) {
    const headers = { 'Retry-After': RETRY_AFTER_SECONDS };
    throw new Problem({ ...PROBLEMS[fault], retryable: true, headers, facts: { simulated: true } });
  }
}

/** One caller's request with one key, however often it is sent. */
function requestIdOf({ operation }: Route, { who, key, id }: Parameters<Route['handle']>[0]): Uuid {
  return commandId(['simulated fault', operation, callerOf(who), String(id ?? '')], key ?? '');
}

function callerOf(who: Principal | undefined): string {
  if (who?.kind === 'merchant') return who.merchantId;
  return who?.kind === 'resident' ? who.residentId : '';
}
