import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OTHER_BANKS_STATEMENT } from './camt053.testing.ts';
import { amountMinorOf } from './camt053-fields.ts';
import { type Camt053Code, MAX_STATEMENT_ENTRIES, readCamt053 } from './index.ts';
import { hasIsoSchemas, validateAgainstIsoSchema } from './iso-schema.testing.ts';

const refusalOf = (xml: string | Uint8Array): string => {
  const read = readCamt053(xml);
  return read.ok ? 'accepted' : read.refusal.code;
};

/** A statement with these booked movements in minor units of TWD, sums as they should be. */
function statementOf(movements: readonly bigint[], openingMinor: bigint): string {
  const text = (minor: bigint): string => `${minor / 100n}.${(minor % 100n).toString().padStart(2, '0')}`;
  const signed = (minor: bigint): string =>
    `<Amt Ccy="TWD">${text(minor < 0n ? -minor : minor)}</Amt><CdtDbtInd>${minor < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
  const balance = (type: string, minor: bigint): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>${signed(minor)}<Dt><Dt>2026-11-23</Dt></Dt></Bal>`;
  const entries = movements.map((minor) => `<Ntry>${signed(minor)}<Sts><Cd>BOOK</Cd></Sts><BkTxCd/></Ntry>`);
  const closing = movements.reduce((sum, minor) => sum + minor, openingMinor);
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>X1</IBAN></Id></Acct>${balance('OPBD', openingMinor)}${balance('CLBD', closing)}${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;
}

describe('readCamt053', () => {
  it('reads a prefixed later version with batch, reversal, pending line, entities and CDATA', () => {
    expect(readCamt053(OTHER_BANKS_STATEMENT)).toEqual({
      ok: true,
      value: {
        statementId: 'ST&1',
        electronicSequenceNumber: 42,
        account: '0070001',
        currency: 'TWD',
        openingBalanceMinor: -10_050n,
        closingBalanceMinor: 14_950n,
        entries: [
          {
            amountMinor: 30_000n,
            direction: 'credit',
            reversal: false,
            status: 'BOOK',
            bookingDate: '2026-11-23',
            valueDate: '2026-11-24',
            bankReference: '007',
            bankTransactionCode: 'PMNT-RCDT-ESCT',
            endToEndIds: ['1e3'],
            transactions: [
              { endToEndId: '1e3', bankReference: null, amountMinor: 10_000n, remittance: 'first a & b' },
              { endToEndId: null, bankReference: null, amountMinor: null, remittance: null },
            ],
            batch: { messageId: null, paymentInformationId: 'P9', transactionCount: 2 },
          },
          {
            amountMinor: 5_000n,
            direction: 'debit',
            reversal: true,
            status: 'BOOK',
            bookingDate: null,
            valueDate: null,
            bankReference: null,
            bankTransactionCode: 'RET',
            endToEndIds: [],
            transactions: [],
            batch: null,
          },
          expect.objectContaining({ status: 'PDNG', amountMinor: 999_999n }),
        ],
      },
    });
  });

  it('reads the same from bytes, with and without a byte order mark', () => {
    const expected = readCamt053(OTHER_BANKS_STATEMENT);
    expect(readCamt053(new TextEncoder().encode(OTHER_BANKS_STATEMENT))).toEqual(expected);
    expect(readCamt053(new TextEncoder().encode(`\uFEFF${OTHER_BANKS_STATEMENT}`))).toEqual(expected);
  });

  it("reads the sandbox bank's statement", () => {
    const xml = readFileSync(new URL('../fixtures/camt053-sandbox-bank.xml', import.meta.url));
    const read = readCamt053(xml);
    expect(read.ok && read.value).toMatchObject({
      electronicSequenceNumber: 1,
      account: '99900000000001',
      currency: 'TWD',
      openingBalanceMinor: 0n,
      closingBalanceMinor: 1_012_000n,
      entries: [
        { amountMinor: 1_000_000n, direction: 'credit', status: 'BOOK', endToEndIds: [] },
        { amountMinor: 20_050n, direction: 'credit', endToEndIds: ['TOPUP-1'], bookingDate: '2026-11-24' },
        { amountMinor: 8_050n, direction: 'debit', endToEndIds: ['PO-1'] },
      ],
    });
  });

  it.skipIf(!hasIsoSchemas)(
    "finds the sandbox bank's statement valid against the XSD (needs the ISO schemas)",
    () => {
      const xml = readFileSync(new URL('../fixtures/camt053-sandbox-bank.xml', import.meta.url), 'utf8');
      expect(() => validateAgainstIsoSchema(xml, 'camt.053.001.08')).not.toThrow();
    },
  );

  it('sums any movements exactly, and refuses them when one minor unit is missing', () => {
    const minor = fc.bigInt(-99_999_999_999_999n, 99_999_999_999_999n);
    fc.assert(
      fc.property(fc.array(minor, { maxLength: 20 }), minor, (movements, openingMinor) => {
        const read = readCamt053(statementOf(movements, openingMinor));
        const expected = movements.map((each) => (each < 0n ? -each : each));
        expect(read.ok && read.value.entries.map((entry) => entry.amountMinor)).toEqual(expected);
        const off = statementOf([...movements, 1n], openingMinor).replace(/<Ntry>(?!.*<Ntry>).*<\/Ntry>/, '');
        expect(refusalOf(off)).toBe('balances_disagree');
      }),
      { numRuns: 100 },
    );
  });

  const replaced = (from: string, to: string): string => OTHER_BANKS_STATEMENT.replaceAll(from, to);
  const REFUSED: readonly [Camt053Code, string, string | Uint8Array][] = [
    ['wrong_message', 'another message', replaced('camt.053.001.10', 'camt.054.001.08')],
    ['wrong_message', 'an older version', replaced('camt.053.001.10', 'camt.053.001.02')],
    ['wrong_message', 'no namespace', replaced('xmlns:ns2', 'xmlns:other')],
    ['malformed_xml', 'an unclosed tag', replaced('</ns2:BkToCstmrStmt>', '')],
    ['malformed_xml', 'crossed tags', replaced('</ns2:Ccy></ns2:Acct>', '</ns2:Acct></ns2:Ccy>')],
    ['malformed_xml', 'text alone', 'hello'],
    ['malformed_xml', 'nothing', ''],
    ['malformed_xml', 'two roots', '<a></a><b></b>'],
    ['not_utf8', 'bytes that are no UTF-8', Uint8Array.from([0x3c, 0x61, 0xff, 0x3e])],
    ['not_utf8', 'a declared Big5', replaced('UTF-8', 'Big5')],
    [
      'several_statements',
      'two statements',
      OTHER_BANKS_STATEMENT.replace('</ns2:Stmt>', '</ns2:Stmt><ns2:Stmt/>'),
    ],
    ['element_missing', 'no statement', statementOf([], 0n).replace(/<Stmt>.*<\/Stmt>/, '')],
    ['element_missing', 'no id', replaced('<ns2:Id>ST&amp;1</ns2:Id>', '')],
    ['element_missing', 'no closing balance', replaced('CLBD', 'CLAV')],
    ['value_invalid', 'a sign in an amount', replaced('>50.00<', '>-50.00<')],
    ['value_invalid', 'an exponent in an amount', replaced('>300<', '>3e2<')],
    ['value_invalid', 'an amount finer than the currency', replaced('>50.00<', '>50.001<')],
    ['value_invalid', 'an unknown direction', replaced('DBIT', 'DEBIT')],
    ['value_invalid', 'a sequence number that is none', replaced('>42<', '>4x<')],
    ['value_invalid', 'a date that is none', replaced('2026-11-24', '24.11.2026')],
    ['value_invalid', 'a repeated field', replaced('<ns2:Sts>', '<ns2:Sts/><ns2:Sts><ns2:Cd>BOOK</ns2:Cd>')],
    ['currency_unknown', 'a currency we do not keep', replaced('TWD', 'XXX')],
    [
      'currency_mixed',
      'an entry in another currency',
      OTHER_BANKS_STATEMENT.replace('Ccy="TWD">300', 'Ccy="USD">300'),
    ],
    ['balances_disagree', 'a closing balance off by a cent', replaced('149.50', '149.51')],
  ];
  it.each(REFUSED)('refuses with %s: %s', (code, _title, xml) => {
    expect(refusalOf(xml)).toBe(code);
  });

  it('refuses more entries than it has room for', () => {
    const xml = statementOf([], 0n).replace(
      '</Stmt>',
      `${'<Ntry/>'.repeat(MAX_STATEMENT_ENTRIES + 1)}</Stmt>`,
    );
    expect(refusalOf(xml)).toBe('too_many_entries');
  });
});

describe('amountMinorOf', () => {
  it('takes decimals beyond the scale only when they are zeros', () => {
    expect(amountMinorOf('1.50000', 'TWD')).toBe(150n);
    expect(amountMinorOf('1.', 'TWD')).toBe(100n);
    expect(amountMinorOf('999999999999999999', 'JPY')).toBe(999_999_999_999_999_999n);
    expect(amountMinorOf('1.5', 'JPY')).toBeUndefined();
    expect(amountMinorOf('１', 'JPY')).toBeUndefined();
  });
});
