import { newUuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { parseBody } from '@tamsui/platform/http';
import type { Router } from 'express';
import { z } from 'zod';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { Gate } from '../http/gate.ts';
import { CODE_LIFETIME_MS, newPaymentCode } from './payment-code.ts';
import type { PaymentCodeStore } from './payment-code-store.ts';

export interface PaymentCodeDeps {
  readonly codes: PaymentCodeStore;
  readonly clock: Clock;
}

const issueBody = z.strictObject({});

export function mountPaymentCodeRoutes(router: Router, gate: Gate, deps: PaymentCodeDeps): void {
  router.post(
    '/v1/payment-codes',
    gate.resident(async (resident, req, res) => {
      parseBody(issueBody, req);
      const { code, expiresAt } = await issuePaymentCode(deps, resident);
      res.status(201).json({ code, expires_at: expiresAt.toISOString() });
    }),
  );
}

/** Gives a resident a code to show: a new one each time, whatever became of the one before. */
async function issuePaymentCode({ codes, clock }: PaymentCodeDeps, resident: ResidentPrincipal) {
  const { residentId, walletId, walletAccount } = resident;
  const code = newPaymentCode();
  const expiresAt = new Date(clock.now().getTime() + CODE_LIFETIME_MS);
  await codes.put(code, { onceToken: newUuid(), walletAccount, walletId, residentId, expiresAt });
  return { code, expiresAt };
}
