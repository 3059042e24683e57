import type { Uuid } from '@tamsui/ids';
import { z } from 'zod';
import type { Vault } from '../personal-data/vault.ts';
import { residentErased } from '../residents/resident-errors.ts';

const transferDetails = z.strictObject({
  /** What the payer writes to the payee. */
  message: z.string().nullable(),
  /** The masked name that the payer was shown; null when the payee token was worth nothing. */
  payeeName: z.string().nullable(),
  /** Of the request: tells a retry from another request under the same key. */
  fingerprint: z.string(),
});

/** What is known of a transfer besides the money: personal data, which goes when the payer's key goes. */
export type TransferDetails = z.output<typeof transferDetails>;

/** Encrypts the details of a transfer with its payer's key. @throws Problem when the payer was erased */
export async function sealDetails(
  vault: Vault,
  { id, payerId }: { readonly id: Uuid; readonly payerId: Uuid },
  details: TransferDetails,
): Promise<Buffer> {
  const sealed = await vault.seal(payerId, ['transfer', id], JSON.stringify(details));
  if (sealed !== undefined) return sealed;
  throw residentErased();
}

/** Undefined once the payer was erased. */
export async function openDetails(
  vault: Vault,
  { id, payerId, details }: { readonly id: Uuid; readonly payerId: Uuid; readonly details: Buffer },
): Promise<TransferDetails | undefined> {
  const text = await vault.unseal(payerId, ['transfer', id], details);
  return text === undefined ? undefined : transferDetails.parse(JSON.parse(text));
}
