import type { CurrencyCode } from '@tamsui/money';

/** Someone who pays or is paid, with the account at a bank. */
export interface Pain001Party {
  /** Any text; fitted to Max140Text (see message-text.ts). */
  readonly name: string;
  /** The bank's own account number, 1 to 34 letters and digits: written as `Id/Othr/Id`. */
  readonly accountNumber: string;
  /** The bank's clearing code, in Taiwan three digits: written as `ClrSysMmbId/MmbId`. */
  readonly bankCode: string;
}

export interface Pain001Transfer {
  /** Carried to the creditor and back in statements: the key of matching. At most 35 characters. */
  readonly endToEndId: string;
  /** Known to the debtor and its bank alone. At most 35 characters. */
  readonly instructionId: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly creditor: Pain001Party;
  /** One unstructured line; fitted to 140 characters, left out when empty. */
  readonly remittance: string;
}

/** A credit transfer file: one debtor account, one currency, one execution date. */
export interface Pain001Initiation {
  /** The bank refuses a second file of this id. At most 35 characters. */
  readonly messageId: string;
  /** ISO 8601 instant, UTC. */
  readonly createdAt: string;
  readonly initiatingPartyName: string;
  /** ISO 8601 date. */
  readonly requestedExecutionDate: string;
  readonly debtor: Pain001Party;
  readonly transfers: readonly Pain001Transfer[];
}

export const PAIN_001_NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** Most transfers of one file. Banks publish limits between 1,000 and 100,000; a larger run is several files. */
export const MAX_TRANSFERS_PER_FILE = 10_000;
