import type { Entry, Posting } from '../journal/batch.ts';
import { type Fields, readFields } from './fields.ts';

const ENTRY = [
  'id',
  'fingerprint',
  'purpose',
  'refusal',
  'business_date',
  'once',
  'refunds',
  'hold',
  'reference',
  'detail',
  'postings',
];
const POSTING = [
  'leg',
  'debit',
  'credit',
  'amount_minor',
  'debit_version',
  'debit_balance_minor',
  'credit_version',
  'credit_balance_minor',
];

/** @throws MalformedError when the value is no entry */
export function readEntry(value: unknown): Entry {
  const fields = readFields(value, ENTRY, 'the entry');
  return {
    id: fields.text('id'),
    fingerprint: fields.text('fingerprint'),
    purpose: fields.text('purpose'),
    refusal: fields.jsonOrNull('refusal'),
    businessDate: fields.text('business_date'),
    once: fields.textOrNull('once'),
    refunds: fields.textOrNull('refunds'),
    hold: fields.textOrNull('hold'),
    reference: fields.json('reference'),
    detail: fields.jsonOrNull('detail'),
    postings: fields.list('postings').map((posting) => postingOf(readFields(posting, POSTING, 'a posting'))),
  };
}

function postingOf(fields: Fields): Posting {
  return {
    leg: fields.count('leg'),
    debit: fields.integer('debit'),
    credit: fields.integer('credit'),
    amountMinor: fields.integer('amount_minor'),
    debitVersion: fields.integer('debit_version'),
    debitBalanceMinor: fields.integer('debit_balance_minor'),
    creditVersion: fields.integer('credit_version'),
    creditBalanceMinor: fields.integer('credit_balance_minor'),
  };
}
