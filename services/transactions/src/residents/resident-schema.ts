import { formatPublicId } from '@tamsui/ids';
import { printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { ASSURANCES } from '../auth/principal.ts';
import { currencyWire, idWire } from '../http/wire-fields.ts';
import { phoneNumberField } from '../personal-data/phone-number.ts';
import type { Resident } from './resident.ts';

const MAX_NAME_LENGTH = 100;

export const createResidentBody = z.strictObject({
  name: printableText(MAX_NAME_LENGTH),
  bank_account: z.string().regex(/^[0-9A-Z]{6,34}$/, 'must have 6 to 34 digits or capital letters'),
  phone_number: phoneNumberField.optional(),
  /** How sure the operator is of who this is. A wallet's limits follow from it. */
  assurance: z.enum(ASSURANCES).default('gold'),
});

export const assuranceBody = z.strictObject({ assurance: z.enum(ASSURANCES) }).meta({ id: 'Assurance' });

/** What `printNewResident` prints, as it is described. */
export const newResidentWire = z
  .strictObject({
    id: idWire('res'),
    name: z.string(),
    wallet: z.strictObject({ id: idWire('wal'), currency: currencyWire }),
    token: z.string(),
  })
  .meta({ id: 'NewResident' });

/** A resident who has just joined. The token is shown this once. */
export function printNewResident(resident: Resident, name: string, token: string) {
  return {
    id: formatPublicId('res', resident.id),
    name,
    wallet: { id: formatPublicId('wal', resident.wallet.id), currency: resident.wallet.currency },
    token,
  };
}
