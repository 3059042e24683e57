import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields } from '../http/money-fields.ts';
import { currencyWire, idWire, instantWire } from '../http/wire-fields.ts';
import { readShopCodeBody } from '../shop-codes/shop-code-schema.ts';
import { WEBHOOK_TYPES } from '../webhooks/webhook-types.ts';
import { type Heard, OUTCOME_TABLE, OUTCOMES, SHOWN_CODES } from './outcome.ts';
import { SIMULATED_RESIDENTS } from './simulated-resident.ts';

const residentField = z
  .enum(SIMULATED_RESIDENTS)
  .default('with_money')
  .meta({ description: 'One of the simulated residents that you have.' });

export const showCodeBody = z.strictObject({
  resident: residentField,
  shows: z.enum(SHOWN_CODES).default('fresh').meta({ description: 'What is on the phone.' }),
});

export const shownCodeWire = z
  .strictObject({
    code: z.string().regex(/^[0-9]{20}$/),
    expires_at: instantWire.nullable().meta({ description: 'Null for a code that nobody made.' }),
  })
  .meta({ id: 'SimulatedPaymentCode' });

export const answerBody = z.strictObject({
  payment: publicIdField('pay'),
  answer: z.enum(['confirm', 'decline']).default('confirm'),
});

export function scanBody(city: CurrencyCode) {
  const { amount, currency } = moneyFields(city);
  return readShopCodeBody.extend({
    resident: residentField,
    amount: amount.optional().meta({ description: 'For a sticker, which says none. In major units.' }),
    currency: currency.optional(),
  });
}

export const tokenBody = z.strictObject({ resident: residentField });

export const simulatedResidentWire = z
  .strictObject({
    id: idWire('res'),
    wallet: z.strictObject({ id: idWire('wal'), currency: currencyWire }),
    token: z.string(),
  })
  .meta({ id: 'SimulatedResident' });

export function printSimulatedResident(
  { residentId, walletId, currency }: ResidentPrincipal,
  token: string,
): z.output<typeof simulatedResidentWire> {
  const wallet = { id: formatPublicId('wal', walletId), currency };
  return { id: formatPublicId('res', residentId), wallet, token };
}

export const sampleBody = z.strictObject({
  type: z.enum(WEBHOOK_TYPES).meta({ description: 'What the endpoint is told of.' }),
});

const answerWire = z.strictObject({
  status: z.number().int(),
  code: z.string().nullable().meta({ description: 'Of the problem; null when it is none.' }),
});

const outcomeWire = z
  .strictObject({
    outcome: z.enum(OUTCOMES),
    resident: z.enum(SIMULATED_RESIDENTS),
    shows: z.enum(SHOWN_CODES),
    amount: z.string().meta({ description: 'In major units.' }),
    after: z.enum(['nothing', 'one_alike']).meta({
      description: '`one_alike`: just after another payment of the same resident, amount and terminal.',
    }),
    answer: answerWire,
    answer_again: answerWire.meta({ description: 'To the same request with the same key, at once.' }),
    why: z.string(),
  })
  .meta({ id: 'SimulatedOutcome' });

export const outcomesWire = z.strictObject({ data: z.array(outcomeWire) });

export function printOutcomes(): z.output<typeof outcomesWire> {
  return { data: OUTCOMES.map(printOutcome) };
}

function printOutcome(outcome: (typeof OUTCOMES)[number]): z.output<typeof outcomeWire> {
  const { heard, heardAgain, ...how } = OUTCOME_TABLE[outcome];
  const answer = ({ status, code }: Heard) => ({ status, code });
  const { why, ...asked } = how;
  return { outcome, ...asked, answer: answer(heard), answer_again: answer(heardAgain), why };
}
