import { parseAmount } from '@tamsui/money';
import { XMLParser } from 'fast-xml-parser';
import type { Day } from './day.ts';
import { expectStatus } from './http.ts';

/** What the bank says of the safeguarded account, read from its camt.053 files and not from ours. */
export interface BankStatement {
  readonly sequence: number;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly creditsMinor: bigint;
  readonly debitsMinor: bigint;
  /** Debits by EndToEndId. */
  readonly debits: ReadonlyMap<string, bigint>;
}

const parser = new XMLParser({
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: false,
  removeNSPrefix: true,
  processEntities: false,
  isArray: (name) => ['Ntry', 'Bal', 'TxDtls'].includes(name),
});

/** Asks the bank to issue the next statement and reads it. */
export async function takeBankStatement(day: Day): Promise<BankStatement> {
  const { bankApiToken: token, safeguardedBankAccount: account } = day.access.secrets;
  const path = `/v1/accounts/${account}/statements`;
  const issued = expectStatus(await day.bank.send({ path, token, body: {} }), 201);
  const file = await day.bank.send({ path: `${path}/${String(issued.sequence)}`, token });
  return readStatement(file.text, Number(issued.sequence));
}

interface Amount {
  readonly '#text': string;
}
interface StatementXml {
  readonly Bal: readonly {
    readonly Tp: { readonly CdOrPrtry: { readonly Cd: string } };
    readonly Amt: Amount;
    readonly CdtDbtInd: string;
  }[];
  readonly Ntry?: readonly {
    readonly Amt: Amount;
    readonly CdtDbtInd: string;
    readonly NtryDtls?: { readonly TxDtls: readonly { readonly Refs?: { readonly EndToEndId?: string } }[] };
  }[];
}

function readStatement(xml: string, sequence: number): BankStatement {
  const document = parser.parse(xml) as { Document: { BkToCstmrStmt: { Stmt: StatementXml } } };
  const statement = document.Document.BkToCstmrStmt.Stmt;
  const debits = new Map<string, bigint>();
  let creditsMinor = 0n;
  let debitsMinor = 0n;
  for (const entry of statement.Ntry ?? []) {
    const amountMinor = minor(entry.Amt);
    if (entry.CdtDbtInd === 'CRDT') {
      creditsMinor += amountMinor;
      continue;
    }
    debitsMinor += amountMinor;
    const endToEndId = entry.NtryDtls?.TxDtls[0]?.Refs?.EndToEndId ?? '';
    debits.set(endToEndId, (debits.get(endToEndId) ?? 0n) + amountMinor);
  }
  return {
    sequence,
    openingMinor: balanceOf(statement, 'OPBD'),
    closingMinor: balanceOf(statement, 'CLBD'),
    creditsMinor,
    debitsMinor,
    debits,
  };
}

function balanceOf(statement: StatementXml, code: string): bigint {
  const balance = statement.Bal.find(({ Tp }) => Tp.CdOrPrtry.Cd === code);
  if (balance === undefined) throw new Error(`the bank's statement has no ${code} balance`);
  return balance.CdtDbtInd === 'DBIT' ? -minor(balance.Amt) : minor(balance.Amt);
}

function minor(amount: Amount): bigint {
  return minorOf(amount['#text']);
}

/** Minor units of an amount on any of the city's wires, zero and negative ones included. */
export function minorOf(text: string): bigint {
  if (text.startsWith('-')) return -minorOf(text.slice(1));
  if (/^0(\.0+)?$/.test(text)) return 0n;
  const parsed = parseAmount(text, 'TWD');
  if (!parsed.ok) throw new Error(`not an amount: ${text}`);
  return parsed.amountMinor;
}
