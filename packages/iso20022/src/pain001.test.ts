import { MAX_AMOUNT_MINOR } from '@tamsui/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Pain001Initiation, type Pain001Transfer, writePain001 } from './index.ts';
import { hasIsoSchemas, validateAgainstIsoSchema } from './iso-schema.testing.ts';
import { readXml } from './xml-reader.ts';

const transfer: Pain001Transfer = {
  endToEndId: 'PO-20261123-0001',
  instructionId: 'I-0001',
  amountMinor: 1_234_500n,
  currency: 'TWD',
  creditor: { name: '淡水<老街>魚丸 & 包子店', accountNumber: '00412345678901', bankCode: '004' },
  remittance: 'Payout 2026-11-22',
};

const initiation: Pain001Initiation = {
  messageId: 'TAMSUI-20261123-1',
  createdAt: '2026-11-23T01:02:03.000Z',
  initiatingPartyName: 'Tamsui City Wallet',
  requestedExecutionDate: '2026-11-23',
  debtor: { name: 'Tamsui City Wallet', accountNumber: '99900000000001', bankCode: '999' },
  transfers: [
    transfer,
    { ...transfer, endToEndId: 'PO-20261123-0002', instructionId: 'I-0002', amountMinor: 5n, remittance: '' },
  ],
};

const GOLDEN = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
  <CstmrCdtTrfInitn>
    <GrpHdr>
      <MsgId>TAMSUI-20261123-1</MsgId>
      <CreDtTm>2026-11-23T01:02:03.000Z</CreDtTm>
      <NbOfTxs>2</NbOfTxs>
      <CtrlSum>12345.05</CtrlSum>
      <InitgPty>
        <Nm>Tamsui City Wallet</Nm>
      </InitgPty>
    </GrpHdr>
    <PmtInf>
      <PmtInfId>TAMSUI-20261123-1</PmtInfId>
      <PmtMtd>TRF</PmtMtd>
      <BtchBookg>false</BtchBookg>
      <NbOfTxs>2</NbOfTxs>
      <CtrlSum>12345.05</CtrlSum>
      <ReqdExctnDt>
        <Dt>2026-11-23</Dt>
      </ReqdExctnDt>
      <Dbtr>
        <Nm>Tamsui City Wallet</Nm>
      </Dbtr>
      <DbtrAcct>
        <Id>
          <Othr>
            <Id>99900000000001</Id>
          </Othr>
        </Id>
        <Ccy>TWD</Ccy>
      </DbtrAcct>
      <DbtrAgt>
        <FinInstnId>
          <ClrSysMmbId>
            <MmbId>999</MmbId>
          </ClrSysMmbId>
        </FinInstnId>
      </DbtrAgt>
      <CdtTrfTxInf>
        <PmtId>
          <InstrId>I-0001</InstrId>
          <EndToEndId>PO-20261123-0001</EndToEndId>
        </PmtId>
        <Amt>
          <InstdAmt Ccy="TWD">12345.00</InstdAmt>
        </Amt>
        <CdtrAgt>
          <FinInstnId>
            <ClrSysMmbId>
              <MmbId>004</MmbId>
            </ClrSysMmbId>
          </FinInstnId>
        </CdtrAgt>
        <Cdtr>
          <Nm>淡水&lt;老街&gt;魚丸 &amp; 包子店</Nm>
        </Cdtr>
        <CdtrAcct>
          <Id>
            <Othr>
              <Id>00412345678901</Id>
            </Othr>
          </Id>
        </CdtrAcct>
        <RmtInf>
          <Ustrd>Payout 2026-11-22</Ustrd>
        </RmtInf>
      </CdtTrfTxInf>
      <CdtTrfTxInf>
        <PmtId>
          <InstrId>I-0002</InstrId>
          <EndToEndId>PO-20261123-0002</EndToEndId>
        </PmtId>
        <Amt>
          <InstdAmt Ccy="TWD">0.05</InstdAmt>
        </Amt>
        <CdtrAgt>
          <FinInstnId>
            <ClrSysMmbId>
              <MmbId>004</MmbId>
            </ClrSysMmbId>
          </FinInstnId>
        </CdtrAgt>
        <Cdtr>
          <Nm>淡水&lt;老街&gt;魚丸 &amp; 包子店</Nm>
        </Cdtr>
        <CdtrAcct>
          <Id>
            <Othr>
              <Id>00412345678901</Id>
            </Othr>
          </Id>
        </CdtrAcct>
      </CdtTrfTxInf>
    </PmtInf>
  </CstmrCdtTrfInitn>
</Document>
`;

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
const anyTransfers = fc
  .array(fc.record({ amountMinor: fc.bigInt(1n, 99_999_999n), name: anyText, remittance: anyText }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((rows) =>
    rows.map(({ amountMinor, name, remittance }, index) => ({
      ...transfer,
      endToEndId: `E-${index}`,
      amountMinor,
      remittance,
      creditor: { ...transfer.creditor, name },
    })),
  );

describe('writePain001', () => {
  it('writes the golden file, byte for byte', () => {
    expect(writePain001(initiation)).toBe(GOLDEN);
    expect(writePain001(structuredClone(initiation))).toBe(GOLDEN);
  });

  it('writes amounts with the decimals of their currency', () => {
    const amounts = (['JPY', 'TWD', 'KWD'] as const).map(
      (currency) =>
        /<InstdAmt Ccy="...">(.*)</.exec(
          writePain001({ ...initiation, transfers: [{ ...transfer, currency, amountMinor: 5n }] }),
        )?.[1],
    );
    expect(amounts).toEqual(['5', '0.05', '0.005']);
  });

  it('cuts a Chinese name at 140 code points and never inside one', () => {
    const name = '𠮷'.repeat(141);
    const xml = writePain001({
      ...initiation,
      transfers: [{ ...transfer, creditor: { ...transfer.creditor, name } }],
    });
    expect(xml).toContain(`<Nm>${'𠮷'.repeat(140)}</Nm>`);
  });

  it('leaves out a name of nothing that XML can carry', () => {
    const creditor = { ...transfer.creditor, name: '\u0000 \uD800\n' };
    const xml = writePain001({ ...initiation, transfers: [{ ...transfer, creditor }] });
    expect(xml).toMatch(/<Cdtr>\s*<\/Cdtr>/);
  });

  it('is well-formed and sums to its control sum for any names and amounts', () => {
    fc.assert(
      fc.property(anyTransfers, (transfers) => {
        const xml = writePain001({ ...initiation, transfers });
        expect(readXml(xml).ok).toBe(true);
        const sums = [...xml.matchAll(/<CtrlSum>(\d+)\.(\d\d)</g)].map((match) =>
          BigInt(`${match[1]}${match[2]}`),
        );
        const sumMinor = transfers.reduce((sum, each) => sum + each.amountMinor, 0n);
        expect(sums).toEqual([sumMinor, sumMinor]);
      }),
      { numRuns: 100 },
    );
  });

  it.skipIf(!hasIsoSchemas)('is valid against the XSD of pain.001.001.09 (needs the ISO schemas)', () => {
    validateAgainstIsoSchema(GOLDEN, 'pain.001.001.09');
    fc.assert(
      fc.property(anyTransfers, (transfers) => {
        validateAgainstIsoSchema(writePain001({ ...initiation, transfers }), 'pain.001.001.09');
      }),
      { numRuns: 15 },
    );
    expect(() => validateAgainstIsoSchema(GOLDEN.replace('TRF', 'XYZ'), 'pain.001.001.09')).toThrow();
  });

  const BROKEN: readonly [string, Partial<Pain001Initiation>][] = [
    ['a message id of 36 characters', { messageId: 'x'.repeat(36) }],
    ['a message id with a blank', { messageId: 'a b' }],
    ['an execution date that does not exist', { requestedExecutionDate: '2026-02-30' }],
    ['a creation time without a zone', { createdAt: '2026-11-23T01:02:03' }],
    ['no transfers', { transfers: [] }],
    ['an amount of zero', { transfers: [{ ...transfer, amountMinor: 0n }] }],
    ['an amount that is too large', { transfers: [{ ...transfer, amountMinor: MAX_AMOUNT_MINOR + 1n }] }],
    ['a repeated end-to-end id', { transfers: [transfer, transfer] }],
    ['two currencies', { transfers: [transfer, { ...transfer, endToEndId: 'other', currency: 'JPY' }] }],
    ['an account number of 35', { debtor: { ...initiation.debtor, accountNumber: '1'.repeat(35) } }],
    ['an empty bank code', { debtor: { ...initiation.debtor, bankCode: '' } }],
    [
      'a sum of 19 digits',
      {
        transfers: Array.from({ length: 1001 }, (_, index) => ({
          ...transfer,
          endToEndId: `E-${index}`,
          amountMinor: MAX_AMOUNT_MINOR,
        })),
      },
    ],
  ];
  it.each(BROKEN)('refuses to write a file with %s', (_title, change) => {
    expect(() => writePain001({ ...initiation, ...change })).toThrow(/^BUG: /);
  });
});
