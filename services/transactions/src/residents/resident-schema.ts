import { formatPublicId } from '@tamsui/ids';
import { printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import type { Resident } from './resident.ts';

const MAX_NAME_LENGTH = 100;

export const createResidentBody = z.strictObject({
  name: printableText(MAX_NAME_LENGTH),
  bank_account: z.string().regex(/^[0-9A-Z]{6,34}$/, 'must have 6 to 34 digits or capital letters'),
});

/** A resident who has just joined. The token is shown this once. */
export function printNewResident(resident: Resident, token: string) {
  return {
    id: formatPublicId('res', resident.id),
    name: resident.name,
    wallet: { id: formatPublicId('wal', resident.wallet.id), currency: resident.wallet.currency },
    token,
  };
}
