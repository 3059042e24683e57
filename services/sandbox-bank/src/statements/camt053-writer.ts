import { currencyOf } from '@tamsui/money';
import type { Account, Entry } from '../accounts/account.ts';
import type { Statement } from './statement.ts';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08';
/** ISO 20022 Max35Text minus room for a point and ten digits of sequence. */
const MAX_ACCOUNT_IN_ID = 24;

/**
 * ISO 20022 external bank transaction codes, domain PMNT: a cash deposit for opening money, direct debits
 * received (RDDT) and issued (IDDT), domestic credit transfers issued (ICDT) and received (RCDT).
 */
const CODES: Readonly<
  Record<Entry['kind'], Readonly<Record<Entry['direction'], readonly [string, string]>>>
> = {
  opening: { credit: ['CNTR', 'CDPT'], debit: ['CNTR', 'CWDL'] },
  direct_debit: { credit: ['IDDT', 'PMDD'], debit: ['RDDT', 'PMDD'] },
  credit_transfer: { credit: ['RCDT', 'DMCT'], debit: ['ICDT', 'DMCT'] },
};
const INDICATOR: Readonly<Record<Entry['direction'], string>> = { credit: 'CRDT', debit: 'DBIT' };

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const tag = (name: string, ...content: string[]): string => `<${name}>${content.join('')}</${name}>`;
const leaf = (name: string, text: string): string => tag(name, escapeText(text));

/** The calendar date in the city, which is the bank's booking day. */
function dateIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

function amount(amountMinor: bigint, account: Account): string {
  const { scale } = currencyOf(account.currency);
  const digits = amountMinor.toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return `<Amt Ccy="${account.currency}">${text}</Amt>`;
}

function balance(type: string, balanceMinor: bigint, account: Account, date: string): string {
  const code = tag('Tp', tag('CdOrPrtry', leaf('Cd', type)));
  return tag(
    'Bal',
    code,
    amount(balanceMinor, account),
    leaf('CdtDbtInd', 'CRDT'),
    tag('Dt', leaf('Dt', date)),
  );
}

function counterparty(entry: Entry): string {
  const { counterpartyAccount, counterpartyName } = entry;
  if (counterpartyAccount === null) return '';
  const role = entry.direction === 'credit' ? 'Dbtr' : 'Cdtr';
  const party = counterpartyName === null ? '' : tag(role, tag('Pty', leaf('Nm', counterpartyName)));
  return tag('RltdPties', party, tag(`${role}Acct`, tag('Id', tag('Othr', leaf('Id', counterpartyAccount)))));
}

function entryDetails(entry: Entry, account: Account): string {
  const references = [
    leaf('AcctSvcrRef', entry.bankReference),
    leaf('EndToEndId', entry.endToEndId ?? 'NOTPROVIDED'),
  ];
  return tag(
    'NtryDtls',
    tag(
      'TxDtls',
      tag('Refs', ...references),
      amount(entry.amountMinor, account),
      leaf('CdtDbtInd', INDICATOR[entry.direction]),
      counterparty(entry),
      entry.remittance === null ? '' : tag('RmtInf', leaf('Ustrd', entry.remittance)),
    ),
  );
}

function writeEntry(entry: Entry, account: Account, date: string): string {
  const [family, subFamily] = CODES[entry.kind][entry.direction];
  const transactionCode = tag('Fmly', leaf('Cd', family), leaf('SubFmlyCd', subFamily));
  return tag(
    'Ntry',
    leaf('NtryRef', entry.entryNumber.toString()),
    amount(entry.amountMinor, account),
    leaf('CdtDbtInd', INDICATOR[entry.direction]),
    tag('Sts', leaf('Cd', 'BOOK')),
    tag('BookgDt', leaf('Dt', date)),
    tag('ValDt', leaf('Dt', date)),
    leaf('AcctSvcrRef', entry.bankReference),
    tag('BkTxCd', tag('Domn', leaf('Cd', 'PMNT'), transactionCode)),
    entryDetails(entry, account),
  );
}

/** Writes a statement as camt.053.001.08 (ISO 20022), one line an entry. Dates are those of `timeZone`. */
export function writeCamt053(
  statement: Statement,
  account: Account,
  entries: readonly Entry[],
  timeZone: string,
): string {
  const id = `${account.accountNumber.slice(-MAX_ACCOUNT_IN_ID)}.${statement.sequence}`;
  const createdAt = statement.to.toISOString();
  const holder = tag('Ownr', leaf('Nm', account.holderName));
  const identity = tag('Id', tag('Othr', leaf('Id', account.accountNumber)));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Document xmlns="${NAMESPACE}"><BkToCstmrStmt>`,
    tag('GrpHdr', leaf('MsgId', id), leaf('CreDtTm', createdAt)),
    '<Stmt>',
    leaf('Id', id),
    leaf('ElctrncSeqNb', statement.sequence.toString()),
    leaf('CreDtTm', createdAt),
    tag('FrToDt', leaf('FrDtTm', statement.from.toISOString()), leaf('ToDtTm', createdAt)),
    tag('Acct', identity, leaf('Ccy', account.currency), holder),
    balance('OPBD', statement.openingBalanceMinor, account, dateIn(timeZone, statement.from)),
    balance('CLBD', statement.closingBalanceMinor, account, dateIn(timeZone, statement.to)),
    ...entries.map((entry) => writeEntry(entry, account, dateIn(timeZone, entry.bookedAt))),
    '</Stmt></BkToCstmrStmt></Document>',
  ];
  return `${lines.join('\n')}\n`;
}
