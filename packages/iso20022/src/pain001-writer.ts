import { invariant } from '@tamsui/errors';
import { type CurrencyCode, currencyOf } from '@tamsui/money';
import { fitMax140Text } from './message-text.ts';
import {
  PAIN_001_NAMESPACE,
  type Pain001Initiation,
  type Pain001Party,
  type Pain001Transfer,
} from './pain001.ts';
import { checkInitiation } from './pain001-check.ts';
import { element, writeXml, type XmlElement } from './xml-writer.ts';

/** ISO 20022 ActiveOrHistoricCurrencyAndAmount and DecimalNumber: at most 18 digits in all. */
const MAX_TOTAL_DIGITS = 18;

/** Minor units with exactly the decimals of the currency, as banks print them: "120.00". */
function decimalText(amountMinor: bigint, currency: CurrencyCode): string {
  const { scale } = currencyOf(currency);
  const digits = amountMinor.toString().padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** `NbOfTxs` and `CtrlSum`, which the bank compares with what it counts itself. */
function controlTotals(transfers: readonly Pain001Transfer[], currency: CurrencyCode): XmlElement[] {
  const sumMinor = transfers.reduce((sum, transfer) => sum + transfer.amountMinor, 0n);
  invariant(sumMinor.toString().length <= MAX_TOTAL_DIGITS, 'pain.001 control sum has too many digits');
  return [element('NbOfTxs', String(transfers.length)), element('CtrlSum', decimalText(sumMinor, currency))];
}

/** A name is optional in the schema while an empty one is forbidden, so a name of nothing but blanks is left out. */
function party(name: string, text: string): XmlElement {
  const fitted = fitMax140Text(text);
  return element(name, fitted === '' ? [] : [element('Nm', fitted)]);
}

function account(name: string, { accountNumber }: Pain001Party, currency?: CurrencyCode): XmlElement {
  const id = element('Id', [element('Othr', [element('Id', accountNumber)])]);
  return element(name, [id, currency === undefined ? undefined : element('Ccy', currency)]);
}

function agent(name: string, { bankCode }: Pain001Party): XmlElement {
  return element(name, [element('FinInstnId', [element('ClrSysMmbId', [element('MmbId', bankCode)])])]);
}

function creditTransfer(transfer: Pain001Transfer): XmlElement {
  const { creditor, currency } = transfer;
  const remittance = fitMax140Text(transfer.remittance);
  return element('CdtTrfTxInf', [
    element('PmtId', [
      element('InstrId', transfer.instructionId),
      element('EndToEndId', transfer.endToEndId),
    ]),
    element('Amt', [element('InstdAmt', decimalText(transfer.amountMinor, currency), { Ccy: currency })]),
    agent('CdtrAgt', creditor),
    party('Cdtr', creditor.name),
    account('CdtrAcct', creditor),
    remittance === '' ? undefined : element('RmtInf', [element('Ustrd', remittance)]),
  ]);
}

/** `BtchBookg` false asks for one statement line a transfer, so that each payout is matched by itself. */
function paymentInformation(initiation: Pain001Initiation, currency: CurrencyCode): XmlElement {
  const { debtor, transfers } = initiation;
  return element('PmtInf', [
    element('PmtInfId', initiation.messageId),
    element('PmtMtd', 'TRF'),
    element('BtchBookg', 'false'),
    ...controlTotals(transfers, currency),
    element('ReqdExctnDt', [element('Dt', initiation.requestedExecutionDate)]),
    party('Dbtr', debtor.name),
    account('DbtrAcct', debtor, currency),
    agent('DbtrAgt', debtor),
    ...transfers.map(creditTransfer),
  ]);
}

function groupHeader(initiation: Pain001Initiation, currency: CurrencyCode): XmlElement {
  return element('GrpHdr', [
    element('MsgId', initiation.messageId),
    element('CreDtTm', initiation.createdAt),
    ...controlTotals(initiation.transfers, currency),
    party('InitgPty', initiation.initiatingPartyName),
  ]);
}

/**
 * Writes a pain.001.001.09 customer credit transfer initiation (ISO 20022) with one payment information block.
 * The same input gives the same bytes. Encode as UTF-8.
 *
 * @throws Bug when a field breaks the schema or the file would be ambiguous
 */
export function writePain001(initiation: Pain001Initiation): string {
  checkInitiation(initiation);
  const currency = initiation.transfers[0]?.currency;
  invariant(currency !== undefined, 'pain.001 without transfers');
  return writeXml(
    element(
      'Document',
      [
        element('CstmrCdtTrfInitn', [
          groupHeader(initiation, currency),
          paymentInformation(initiation, currency),
        ]),
      ],
      { xmlns: PAIN_001_NAMESPACE },
    ),
  );
}
