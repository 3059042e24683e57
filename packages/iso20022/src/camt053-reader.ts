import { accept, type Result, refuse } from '@tamsui/errors';
import { type CurrencyCode, isCurrencyCode } from '@tamsui/money';
import { type Camt053Refusal, type CamtEntry, type CamtStatement, MAX_STATEMENT_ENTRIES } from './camt053.ts';
import { readDirection, readEntry } from './camt053-entry.ts';
import { createFieldReader, type FieldReader } from './camt053-fields.ts';
import { attributeOf, readXml, type XmlRoot } from './xml-reader.ts';

/** camt.053.001.08 and what came after it: later versions add optional elements and keep these. */
const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.([0-9]{2})$/;
const OLDEST_VERSION = 8;

function isCamt053(root: XmlRoot): boolean {
  const version = NAMESPACE.exec(root.namespace)?.[1];
  return root.name === 'Document' && version !== undefined && Number(version) >= OLDEST_VERSION;
}

/** The currency of the account: `Acct/Ccy`, or that of its balances where the bank leaves it out. */
function readCurrency(fields: FieldReader, statement: unknown): CurrencyCode {
  const ofBalance = attributeOf(fields.nodes(statement, 'Bal/Amt')[0], 'Ccy');
  const currency = fields.optional(statement, 'Acct/Ccy') ?? ofBalance;
  if (isCurrencyCode(currency)) return currency;
  fields.note('currency_unknown', 'Acct/Ccy');
  return 'TWD';
}

/** The balance of the first of these types that is there, negative when the account was overdrawn. */
function readBalance(
  fields: FieldReader,
  statement: unknown,
  types: readonly string[],
  currency: CurrencyCode,
): bigint {
  const balances = fields.nodes(statement, 'Bal');
  const found = types.flatMap((type) =>
    balances.filter((balance) => fields.optional(balance, 'Tp/CdOrPrtry/Cd') === type),
  );
  const [balance] = found;
  if (balance === undefined) {
    fields.note('element_missing', `Bal/${types[0] ?? ''}`);
    return 0n;
  }
  const amountMinor = fields.amount(balance, 'Amt', currency);
  return readDirection(fields, balance) === 'credit' ? amountMinor : -amountMinor;
}

function readSequenceNumber(fields: FieldReader, statement: unknown): number | null {
  const text = fields.optional(statement, 'ElctrncSeqNb');
  if (text === null) return null;
  if (!/^[0-9]{1,15}$/.test(text)) fields.note('value_invalid', 'ElctrncSeqNb');
  return Number(text);
}

function readEntries(fields: FieldReader, statement: unknown, currency: CurrencyCode): readonly CamtEntry[] {
  const nodes = fields.nodes(statement, 'Ntry');
  if (nodes.length > MAX_STATEMENT_ENTRIES) {
    fields.note('too_many_entries', 'Ntry');
    return [];
  }
  return nodes.map((node) => readEntry(fields, node, currency));
}

function readStatement(fields: FieldReader, statement: unknown): CamtStatement {
  const currency = readCurrency(fields, statement);
  return {
    statementId: fields.required(statement, 'Id'),
    electronicSequenceNumber: readSequenceNumber(fields, statement),
    account: fields.optional(statement, 'Acct/Id/Othr/Id') ?? fields.required(statement, 'Acct/Id/IBAN'),
    currency,
    openingBalanceMinor: readBalance(fields, statement, ['OPBD', 'PRCD'], currency),
    closingBalanceMinor: readBalance(fields, statement, ['CLBD'], currency),
    entries: readEntries(fields, statement, currency),
  };
}

/** What the booked entries did to the balance, in minor units. */
function movementMinor(entries: readonly CamtEntry[]): bigint {
  return entries
    .filter((entry) => entry.status === 'BOOK')
    .reduce(
      (sum, entry) => sum + (entry.direction === 'credit' ? entry.amountMinor : -entry.amountMinor),
      0n,
    );
}

/**
 * Reads a camt.053 bank to customer statement (ISO 20022, version 08 or later, any namespace prefix) with
 * exactly one statement. Nothing of a file is taken unless opening balance + booked entries = closing balance.
 *
 * @param xml the file as bytes or as text; UTF-8, at most 50 MB
 */
export function readCamt053(xml: string | Uint8Array): Result<CamtStatement, Camt053Refusal> {
  const read = readXml(xml);
  if (!read.ok) return read;
  const root = read.value;
  if (!isCamt053(root)) return refuse('wrong_message', { namespace: root.namespace.slice(0, 100) });
  const fields = createFieldReader(root.prefix);
  const [node, ...others] = fields.nodes(root.node, 'BkToCstmrStmt/Stmt');
  if (node === undefined) return refuse('element_missing', { path: 'BkToCstmrStmt/Stmt' });
  if (others.length > 0) return refuse('several_statements', { statementCount: others.length + 1 });
  const statement = readStatement(fields, node);
  const problem = fields.problem();
  if (problem !== undefined) return { ok: false, refusal: problem };
  const expectedMinor = statement.openingBalanceMinor + movementMinor(statement.entries);
  if (expectedMinor !== statement.closingBalanceMinor) return refuse('balances_disagree', { path: 'Bal' });
  return accept(statement);
}
