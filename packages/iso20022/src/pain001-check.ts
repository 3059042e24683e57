import { invariant } from '@tamsui/errors';
import { MAX_AMOUNT_MINOR } from '@tamsui/money';
import { isReference } from './message-text.ts';
import {
  MAX_TRANSFERS_PER_FILE,
  type Pain001Initiation,
  type Pain001Party,
  type Pain001Transfer,
} from './pain001.ts';

/** ISO 20022 Max35Text. */
const MAX_REFERENCE_LENGTH = 35;
/** ISO 20022 Max34Text. */
const MAX_ACCOUNT_LENGTH = 34;

function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
  );
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

function checkParty(party: Pain001Party, role: string): void {
  const account = party.accountNumber;
  invariant(/^[A-Za-z0-9]+$/.test(account) && account.length <= MAX_ACCOUNT_LENGTH, `${role} account number`);
  invariant(isReference(party.bankCode, MAX_REFERENCE_LENGTH), `${role} bank code`);
}

function checkTransfer(transfer: Pain001Transfer, index: number): void {
  const place = `transfer ${index}:`;
  invariant(isReference(transfer.endToEndId, MAX_REFERENCE_LENGTH), `${place} end-to-end id`);
  invariant(isReference(transfer.instructionId, MAX_REFERENCE_LENGTH), `${place} instruction id`);
  invariant(transfer.amountMinor > 0n && transfer.amountMinor <= MAX_AMOUNT_MINOR, `${place} amount`);
  checkParty(transfer.creditor, `${place} creditor`);
}

/**
 * Stops before a file is written that a bank would refuse, or worse, pay twice. Its input was checked when it
 * entered the house, so what is wrong here is our own mistake.
 *
 * @throws Bug naming the first field that is wrong
 */
export function checkInitiation(initiation: Pain001Initiation): void {
  const { transfers } = initiation;
  invariant(isReference(initiation.messageId, MAX_REFERENCE_LENGTH), 'pain.001 message id');
  invariant(isInstant(initiation.createdAt), 'pain.001 creation time');
  invariant(isDate(initiation.requestedExecutionDate), 'pain.001 execution date');
  checkParty(initiation.debtor, 'debtor');
  invariant(transfers.length > 0, 'pain.001 without transfers');
  invariant(transfers.length <= MAX_TRANSFERS_PER_FILE, 'pain.001 with too many transfers');
  transfers.forEach(checkTransfer);
  invariant(
    new Set(transfers.map((transfer) => transfer.currency)).size === 1,
    'pain.001 with several currencies',
  );
  const references = new Set(transfers.map((transfer) => transfer.endToEndId));
  invariant(references.size === transfers.length, 'pain.001 with a repeated end-to-end id');
}
