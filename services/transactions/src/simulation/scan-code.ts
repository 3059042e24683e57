import { type Refusal, refuse } from '@tamsui/errors';
import { commandId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { MerchantPrincipal } from '../auth/principal.ts';
import type { ShopCodeDeps } from '../shop-codes/create-shop-code.ts';
import { type PayShopCodeDeps, payShopCode, type ShopPaymentDecision } from '../shop-codes/pay-shop-code.ts';
import { readShopCode } from '../shop-codes/read-shop-code.ts';
import type { ReadRefusalCode } from '../shop-codes/shop-code-errors.ts';
import { type MeetResidentDeps, meetResident } from './meet-resident.ts';
import type { SimulatedResident } from './simulated-resident.ts';

export interface ScanCodeDeps extends MeetResidentDeps, ShopCodeDeps, PayShopCodeDeps {}

export interface Scan {
  readonly merchant: MerchantPrincipal;
  readonly which: SimulatedResident;
  /** What the QR code says. */
  readonly text: string;
  /** What the resident enters at a sticker; undefined for what the code says. */
  readonly amountMinor: bigint | undefined;
  readonly currency: CurrencyCode;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
}

type ScanDecision =
  | ShopPaymentDecision
  | {
      readonly replayed: false;
      readonly result: {
        readonly ok: false;
        readonly refusal: Refusal<ReadRefusalCode | 'amount_required'>;
      };
    };

/** Lets a simulated resident scan a code of this merchant, read it as a phone does, and pay it. */
export async function scanCode(deps: ScanCodeDeps, scan: Scan): Promise<ScanDecision> {
  const { merchantId } = scan.merchant;
  const read = await readShopCode(deps, scan.text);
  if (!read.ok) return { replayed: false, result: read };
  const { terminal, sale } = read.value;
  if (terminal.merchantId !== merchantId) return { replayed: false, result: refuse('shop_code_not_found') };
  const amountMinor = scan.amountMinor ?? sale?.code.amountMinor;
  if (amountMinor === undefined) return { replayed: false, result: refuse('amount_required') };
  const payer = await meetResident(deps, merchantId, scan.which);
  return payShopCode(deps, {
    payer,
    paymentId: commandId(['merchant', merchantId, 'POST /v1/sandbox/scans'], scan.idempotencyKey),
    fingerprint: scan.fingerprint,
    payeeId: merchantId,
    terminalId: terminal.terminalId,
    shopCodeId: sale?.code.id ?? null,
    orderReference: sale?.code.orderReference ?? null,
    amountMinor,
    currency: scan.currency,
    objection: null,
  });
}
