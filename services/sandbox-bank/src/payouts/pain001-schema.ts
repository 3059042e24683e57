import { z } from 'zod';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';
/** Bounds the rows of one trx; a bank publishes such a limit, too. */
const MAX_TRANSFERS = 20_000;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function decodeText(text: string): string {
  return text.replace(
    /&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g,
    (whole, name, dec, hex) => {
      if (typeof name === 'string') return ENTITIES[name] ?? whole;
      const codePoint = typeof dec === 'string' ? Number(dec) : Number.parseInt(String(hex), 16);
      return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\u0000';
    },
  );
}

/** Exactly one element. */
const one = <Schema extends z.ZodType>(schema: Schema) => z.tuple([schema]).transform(([element]) => element);
/** One element or none. */
const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(schema)
    .max(1)
    .optional()
    .transform((elements) => elements?.[0]);

/** Without a document type there are no entities but the five of XML itself. */
const UNKNOWN_ENTITY = /&(?!(?:lt|gt|quot|apos|amp|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/;
/** A character reference can name what neither XML nor PostgreSQL keeps. */
const CONTROL_OR_SURROGATE = /[\p{Cc}\p{Cs}]/u;
/** The text of a leaf, 1 to `maxCodePoints`. */
const leaf = (maxCodePoints: number) =>
  z
    .object({ '#text': z.string().refine((text) => !UNKNOWN_ENTITY.test(text), 'has an unknown entity') })
    .transform((element) => decodeText(element['#text']))
    .refine(
      (text) => text.length > 0 && [...text].length <= maxCodePoints,
      `must be 1 to ${maxCodePoints} characters`,
    )
    .refine((text) => !CONTROL_OR_SURROGATE.test(text), 'must have no control characters');
const pattern = (maxLength: number, regex: RegExp, message: string) =>
  leaf(maxLength).refine((text) => regex.test(text), message);

const reference = leaf(35);
const count = pattern(15, /^[0-9]+$/, 'must be digits').transform(Number);
const decimal = pattern(20, /^[0-9]+(\.[0-9]+)?$/, 'must be a decimal');
const date = pattern(10, /^\d{4}-\d{2}-\d{2}$/, 'must be a date').refine(
  (text) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true,
  'must be a date that exists',
);
const name = z.object({ Nm: maybe(leaf(140)) });
const account = z.object({
  Id: one(z.object({ Othr: one(z.object({ Id: one(leaf(34)) })) })),
  Ccy: maybe(leaf(3)),
});
const agent = z.object({
  FinInstnId: one(z.object({ ClrSysMmbId: one(z.object({ MmbId: one(reference) })) })),
});

const instructedAmount = z
  .object({ '#text': z.string(), '@Ccy': z.string() })
  .transform((element) => ({ text: element['#text'], currency: element['@Ccy'] }));

const creditTransfer = z.object({
  PmtId: one(z.object({ EndToEndId: one(reference) })),
  Amt: one(z.object({ InstdAmt: one(instructedAmount) })),
  CdtrAgt: one(agent),
  Cdtr: one(name),
  CdtrAcct: one(account),
  RmtInf: maybe(z.object({ Ustrd: z.array(leaf(140)).max(1).optional() })),
});

const paymentInformation = z.object({
  PmtInfId: one(reference),
  PmtMtd: one(leaf(3).refine((text) => text === 'TRF', 'must be TRF')),
  NbOfTxs: one(count),
  CtrlSum: one(decimal),
  ReqdExctnDt: one(z.object({ Dt: one(date) })),
  Dbtr: one(name),
  DbtrAcct: one(account),
  DbtrAgt: one(agent),
  CdtTrfTxInf: z.array(creditTransfer).min(1).max(MAX_TRANSFERS),
});

/** What this bank asks of a pain.001.001.09: more than the schema of ISO 20022 where money depends on it. */
export const pain001 = z.object({
  Document: one(
    z.object({
      CstmrCdtTrfInitn: one(
        z.object({
          GrpHdr: one(
            z.object({
              MsgId: one(reference),
              CreDtTm: one(leaf(40)),
              NbOfTxs: one(count),
              CtrlSum: one(decimal),
            }),
          ),
          PmtInf: one(paymentInformation),
        }),
      ),
    }),
  ),
});

export type Pain001 = z.infer<typeof pain001>['Document']['CstmrCdtTrfInitn'];

/** Whether the root says that it is the message that is read here; a bank takes it without a prefix only. */
export const pain001Root = z.object({ Document: z.tuple([z.object({ '@xmlns': z.literal(NAMESPACE) })]) });
