import { accept, type Result, refuse } from '@tamsui/errors';
import type { TerminalListing } from '../merchants/terminal-directory.ts';
import { standsFor } from './code-content.ts';
import type { ShopCodeDeps } from './create-shop-code.ts';
import type { ShopCode, ShopCodeState } from './shop-code.ts';
import { findShopCode } from './shop-code-store.ts';
import { openCode, type SignedCodeRefusal } from './signed-code.ts';

/** What a resident is about to pay: shown by name, from our own records, before anything is signed. */
export interface ReadShopCode {
  readonly terminal: TerminalListing;
  /** Null for a sticker: the resident enters the amount. */
  readonly sale: { readonly code: ShopCode; readonly status: ShopCodeState['status'] } | null;
}

type ReadRefusal = SignedCodeRefusal | { readonly code: 'shop_code_foreign' | 'shop_code_not_found' };

/** Reads the text of a code that a phone has scanned. Whose it is comes from us, and never from the sticker. */
export async function readShopCode(
  deps: ShopCodeDeps,
  text: string,
): Promise<Result<ReadShopCode, ReadRefusal>> {
  const { schemeId } = deps.cityScheme;
  const opened = openCode(deps.cityKeys, schemeId, text);
  if (!opened.ok) return opened;
  const stands = standsFor(deps.cityScheme, opened.value);
  if (stands === undefined) return refuse('shop_code_foreign');
  const terminal = await deps.terminals(stands.terminalId);
  if (terminal === undefined) return refuse('shop_code_not_found');
  if (stands.saleId === null) return accept({ terminal, sale: null });
  const code = await findShopCode(deps.database, stands.saleId);
  if (code === undefined) return refuse('shop_code_not_found');
  const isOver = deps.clock.now() >= code.expiresAt;
  const status = code.paidBy !== null ? 'paid' : isOver ? 'expired' : 'open';
  return accept({ terminal, sale: { code, status } });
}
