import type { Uuid } from '@tamsui/ids';
import { z } from 'zod';
import type { Vault } from '../personal-data/vault.ts';
import { residentErased } from '../residents/resident-errors.ts';

const requestDetails = z.strictObject({
  message: z.string().nullable(),
  /** The masked names that the asker was shown, in the order of the shares. */
  payerNames: z.array(z.string()),
  fingerprint: z.string(),
});

/** What is known of a money request besides the money: personal data, which goes when the asker's key goes. */
export type RequestDetails = z.output<typeof requestDetails>;

/** @throws Problem when the asker was erased */
export async function sealRequestDetails(
  vault: Vault,
  { id, askerId }: { readonly id: Uuid; readonly askerId: Uuid },
  details: RequestDetails,
): Promise<Buffer> {
  const sealed = await vault.seal(askerId, ['money-request', id], JSON.stringify(details));
  if (sealed !== undefined) return sealed;
  throw residentErased();
}

/** Undefined once the asker was erased. */
export async function openRequestDetails(
  vault: Vault,
  { id, askerId, details }: { readonly id: Uuid; readonly askerId: Uuid; readonly details: Buffer },
): Promise<RequestDetails | undefined> {
  const text = await vault.unseal(askerId, ['money-request', id], details);
  return text === undefined ? undefined : requestDetails.parse(JSON.parse(text));
}
