import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { actsAt, type MerchantPrincipal } from '../auth/principal.ts';
import { creationId } from '../http/creation-key.ts';
import type { TerminalDirectory, TerminalListing } from '../merchants/terminal-directory.ts';
import type { CityKeys } from './city-keys.ts';
import { type CityScheme, codeContent, type Sale } from './code-content.ts';
import { SHOP_CODE_LIFETIME_MS, type ShopCode } from './shop-code.ts';
import type { CreateRefusalCode } from './shop-code-errors.ts';
import { findShopCode, insertShopCode } from './shop-code-store.ts';
import { signCode } from './signed-code.ts';

export interface ShopCodeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly currency: CurrencyCode;
  readonly terminals: TerminalDirectory;
  readonly cityKeys: CityKeys;
  readonly cityScheme: CityScheme;
}

export interface ShopCodeRequest {
  readonly merchant: MerchantPrincipal;
  /** The same key names the same code; without one, every request makes a new code. */
  readonly idempotencyKey: string | undefined;
  readonly fingerprint: string;
  readonly terminalId: Uuid;
  readonly amountMinor: bigint;
  readonly orderReference: string;
}

type CreateRefusal = { readonly code: CreateRefusalCode };

/** A code as it was made, and whether by an earlier request. */
export interface CreatedShopCode {
  readonly code: ShopCode;
  readonly replayed: boolean;
}

/** Makes a code for one sale at a terminal of the merchant. */
export async function createShopCode(
  deps: ShopCodeDeps,
  asked: ShopCodeRequest,
): Promise<Result<CreatedShopCode, CreateRefusal>> {
  const { merchantId } = asked.merchant;
  const terminal = await deps.terminals(asked.terminalId);
  if (terminal?.merchantId !== merchantId) return refuse('terminal_not_found');
  if (!actsAt(asked.merchant.actor, asked.terminalId)) return refuse('other_terminal');
  if (terminal.isClosed) return refuse('terminal_closed');
  const id = creationId(asked.idempotencyKey, ['merchant', merchantId, 'POST /v1/shop-codes']);
  const text = saleText(deps, terminal, { ...asked, id });
  if (text === undefined) return refuse('amount_too_large');
  const createdAt = deps.clock.now();
  const expiresAt = new Date(createdAt.getTime() + SHOP_CODE_LIFETIME_MS);
  const { terminalId, amountMinor, orderReference, fingerprint } = asked;
  const sale = { merchantId, terminalId, amountMinor, currency: deps.currency, orderReference };
  const code = { id, ...sale, text, fingerprint, createdAt, expiresAt };
  if (await insertShopCode(deps.database, code)) return accept({ code, replayed: false });
  const known = await findShopCode(deps.database, id);
  invariant(known !== undefined, 'a code that could not be inserted is there');
  if (known.fingerprint !== fingerprint) return refuse('idempotency_key_reused');
  return accept({ code: known, replayed: true });
}

/** Undefined when the amount has more than the 13 characters that EMVCo's field has. */
function saleText(deps: ShopCodeDeps, terminal: TerminalListing, sale: Sale): string | undefined {
  const { cityKeys, cityScheme, currency } = deps;
  const signed = signCode(cityKeys, cityScheme.schemeId, codeContent(cityScheme, terminal, currency, sale));
  if (signed.ok) return signed.value;
  invariant(signed.refusal.tag === '54', `a code that cannot be written: ${JSON.stringify(signed.refusal)}`);
  return undefined;
}

/** The text that a sticker at a terminal says: for any sale, with the amount left to the payer. */
export function stickerText(deps: ShopCodeDeps, terminal: TerminalListing): string {
  const { cityKeys, cityScheme, currency } = deps;
  const signed = signCode(cityKeys, cityScheme.schemeId, codeContent(cityScheme, terminal, currency, null));
  invariant(signed.ok, 'a code without an amount can always be written');
  return signed.value;
}
