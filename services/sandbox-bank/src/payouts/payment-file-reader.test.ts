import { describe, expect, it } from 'vitest';
import { paymentFileXml } from './pain001.testing.ts';
import type { PaymentFileCode } from './payment-file.ts';
import { readPaymentFile } from './payment-file-reader.ts';

const bytesOf = (xml: string): Uint8Array => new TextEncoder().encode(xml);
const transfers = [
  { id: 'E1', amount: '10.50', to: '00412345' },
  { id: 'E2', amount: '20', to: '00499999' },
];
const GOOD = paymentFileXml({ messageId: 'M1', debtor: '99900001', transfers });
const fileOf = (change: Partial<Parameters<typeof paymentFileXml>[0]>): string =>
  paymentFileXml({ messageId: 'M1', debtor: '99900001', transfers, ...change });
const refusalOf = (bytes: Uint8Array): string => {
  const read = readPaymentFile(bytes);
  return read.ok ? 'accepted' : read.refusal.code;
};

describe('readPaymentFile', () => {
  it('reads message id, debtor and transfers, entities decoded', () => {
    expect(readPaymentFile(bytesOf(GOOD))).toEqual({
      ok: true,
      file: {
        messageId: 'M1',
        debtorAccount: '99900001',
        transfers: [
          {
            endToEndId: 'E1',
            amountMinor: 1050n,
            currency: 'TWD',
            creditorAccount: '00412345',
            creditorName: '魚丸 & Co',
            remittance: 'payout',
          },
          expect.objectContaining({ endToEndId: 'E2', amountMinor: 2000n, creditorAccount: '00499999' }),
        ],
      },
    });
  });

  const REFUSED: readonly [PaymentFileCode, string, string | Uint8Array][] = [
    ['encoding_invalid', 'UTF-16', new Uint8Array(Buffer.from(`\uFEFF${GOOD}`, 'utf16le'))],
    ['encoding_invalid', 'a declared Big5', GOOD.replace('UTF-8', 'Big5')],
    [
      'doctype_forbidden',
      'a document type',
      GOOD.replace('<Document', '<!DOCTYPE x [<!ENTITY e "e">]><Document'),
    ],
    ['cdata_forbidden', 'CDATA', GOOD.replace('>City<', '><![CDATA[City]]><')],
    ['xml_malformed', 'nothing', ''],
    ['xml_malformed', 'a NUL', GOOD.replace('City', '\u0000')],
    ['xml_malformed', 'an unclosed tag', GOOD.replace('</PmtInf>', '')],
    ['xml_malformed', '100,000 nested tags', '<a>'.repeat(1e5) + '</a>'.repeat(1e5)],
    ['wrong_message', 'another namespace', GOOD.replace('pain.001.001.09', 'pain.001.001.03')],
    [
      'wrong_message',
      'a prefix',
      GOOD.replace('<Document xmlns=', '<x:Document xmlns:x=').replace('</Document', '</x:Document'),
    ],
    ['content_invalid', 'no message id', GOOD.replace('<MsgId>M1</MsgId>', '')],
    [
      'content_invalid',
      'two message ids',
      GOOD.replace('<MsgId>M1</MsgId>', '<MsgId>M1</MsgId><MsgId>M2</MsgId>'),
    ],
    ['content_invalid', 'an empty message id', GOOD.replace('<MsgId>M1</MsgId>', '<MsgId/>')],
    ['content_invalid', 'a message id of 36', fileOf({ messageId: 'M'.repeat(36) })],
    ['content_invalid', 'a cheque', GOOD.replace('TRF', 'CHK')],
    ['content_invalid', 'no transfers', fileOf({ transfers: [] })],
    ['content_invalid', 'two payment information blocks', GOOD.replace(/<PmtInf>[\s\S]*<\/PmtInf>/, '$&$&')],
    ['content_invalid', 'an amount of zero', GOOD.replace('10.50', '0.00')],
    ['content_invalid', 'a negative amount', GOOD.replace('10.50', '-10.50')],
    ['content_invalid', 'a fraction of a cent', GOOD.replace('>10.50<', '>10.505<')],
    ['content_invalid', 'an unknown currency', GOOD.replace('Ccy="TWD"', 'Ccy="XXX"')],
    ['content_invalid', 'no currency', GOOD.replace('Ccy="TWD"', '')],
    ['content_invalid', 'a date that does not exist', GOOD.replace('<Dt>2026-11-23', '<Dt>2026-02-30')],
    ['transaction_count_mismatch', 'a wrong NbOfTxs', fileOf({ count: '3' })],
    [
      'transaction_count_mismatch',
      'a wrong NbOfTxs in the block alone',
      GOOD.replace(/(<PmtMtd>TRF<\/PmtMtd><NbOfTxs>)2/, '$11'),
    ],
    ['control_sum_mismatch', 'a wrong CtrlSum', fileOf({ sum: '30.51' })],
    ['control_sum_mismatch', 'a CtrlSum of ten decimals', fileOf({ sum: '30.5000000000' })],
    ['end_to_end_id_repeated', 'the same EndToEndId twice', GOOD.replaceAll('>E2<', '>E1<')],
    [
      'currency_mismatch',
      'another currency than the account says',
      GOOD.replaceAll('Ccy="TWD"', 'Ccy="USD"'),
    ],
    ['currency_mismatch', 'two currencies', GOOD.replace('Ccy="TWD"', 'Ccy="USD"')],
  ];
  it.each(REFUSED)('refuses with %s: %s', (code, _title, xml) => {
    const startedAt = process.cpuUsage();
    expect(refusalOf(typeof xml === 'string' ? bytesOf(xml) : xml)).toBe(code);
    expect(process.cpuUsage(startedAt).user / 1_000).toBeLessThan(1_000);
  });
});
