import { accept, type Result } from '@tamsui/errors';
import { EMV_AMOUNT } from './amount.ts';
import { MAX_VALUE_CHARACTERS } from './data-object.ts';
import { ans, createFieldReader, exactly, type FieldReader, text } from './field-reader.ts';
import {
  ACCOUNTS,
  ADDITIONAL_TAG,
  type AdditionalData,
  CARD_ACCOUNTS,
  LOCAL_TAG,
  type LocalName,
  type MerchantCode,
  RESERVED,
  TAG,
  TEMPLATE_ID_TAG,
  type Template,
  type Tip,
  UNRESERVED,
} from './merchant-code.ts';
import { readPayload } from './payload.ts';
import type { EmvQrRefusal } from './refusal.ts';

const INITIATION = exactly(2, /^1[12]$/);
const CATEGORY = exactly(4, /^[0-9]{4}$/);
const CURRENCY = exactly(3, /^[0-9]{3}$/);
const AMOUNT = exactly(13, EMV_AMOUNT);
const TIP_INDICATOR = exactly(2, /^0[123]$/);
/** 00.01 to 99.99: EMVCo MPM 1.1, 4.7.10. */
const PERCENTAGE = exactly(5, /^(?=.*[1-9])[0-9]{1,2}(\.[0-9]{0,2})?$/);
const COUNTRY = exactly(2, /^[A-Z]{2}$/);
const LANGUAGE = exactly(2, /^[A-Za-z]{2}$/);
const REQUESTED_DATA = exactly(3, /^[AME]{1,3}$/);
const CHANNEL = exactly(3, /^[\x20-\x7e]{3}$/);
const LABEL = text(25);
const TEMPLATE_ID = ans(32);
const ANY_ANS = ans(MAX_VALUE_CHARACTERS);
const ANY_TEXT = text(MAX_VALUE_CHARACTERS);

/**
 * Reads what a shop's code says. Tags may come in any order between the first (00) and the last (63); what the
 * specification does not name is kept.
 * @param bytes the text of the code in UTF-8
 * @returns the code, or the first thing that is wrong with it and where
 */
export function decodeMerchantCode(bytes: Uint8Array): Result<MerchantCode, EmvQrRefusal> {
  const payload = readPayload(bytes);
  if (!payload.ok) return payload;
  const fields = createFieldReader(payload.value);
  const code = readMerchantCode(fields);
  const refusal = fields.problem();
  return refusal === undefined ? accept(code) : { ok: false, refusal };
}

function readMerchantCode(fields: FieldReader): MerchantCode {
  const initiation = fields.optional(TAG.initiation, INITIATION);
  const cardAccounts = fields.range(CARD_ACCOUNTS, ANY_ANS);
  const accounts = readTemplates(fields, ACCOUNTS);
  if (cardAccounts.length + accounts.length === 0) fields.note('tag_missing', ACCOUNTS[0]);
  return {
    initiation: initiation === null ? null : initiation === '11' ? 'static' : 'dynamic',
    cardAccounts,
    accounts,
    categoryCode: fields.required(TAG.categoryCode, CATEGORY),
    currencyNumber: fields.required(TAG.currencyNumber, CURRENCY),
    amount: fields.optional(TAG.amount, AMOUNT),
    tip: readTip(fields),
    countryCode: fields.required(TAG.countryCode, COUNTRY),
    merchantName: fields.required(TAG.merchantName, ans(25)),
    merchantCity: fields.required(TAG.merchantCity, ans(15)),
    postalCode: fields.optional(TAG.postalCode, ans(10)),
    additional: readAdditional(fields.template(TAG.additional)),
    local: readLocal(fields.template(TAG.local)),
    reserved: fields.range(RESERVED, ANY_TEXT),
    unreserved: readTemplates(fields, UNRESERVED),
  };
}

function readTemplates(fields: FieldReader, range: readonly [string, string]): Template[] {
  return fields.range(range, ANY_TEXT).map(({ tag }) => {
    const template = fields.template(tag);
    return {
      tag,
      id: template?.required(TEMPLATE_ID_TAG, TEMPLATE_ID) ?? '',
      fields: template?.range(['01', '99'], ANY_TEXT) ?? [],
    };
  });
}

/** Tag 55 says which of 56 and 57 comes with it, and neither comes without it. */
function readTip(fields: FieldReader): Tip | null {
  const indicator = fields.optional(TAG.tipIndicator, TIP_INDICATOR);
  const amount = fields.optional(TAG.tipFixed, AMOUNT);
  const percentage = fields.optional(TAG.tipPercentage, PERCENTAGE);
  if (amount !== null && indicator !== '02') fields.note('tag_misplaced', TAG.tipFixed);
  if (percentage !== null && indicator !== '03') fields.note('tag_misplaced', TAG.tipPercentage);
  if (indicator === null) return null;
  if (indicator === '01') return { kind: 'asked_of_payer' };
  if (indicator === '02') return { kind: 'fixed', amount: fields.required(TAG.tipFixed, AMOUNT) };
  return { kind: 'percentage', percentage: fields.required(TAG.tipPercentage, PERCENTAGE) };
}

function readAdditional(fields: FieldReader | null): AdditionalData | null {
  if (fields === null) return null;
  const label = (tag: string) => fields.optional(tag, LABEL);
  return {
    billNumber: label(ADDITIONAL_TAG.billNumber),
    mobileNumber: label(ADDITIONAL_TAG.mobileNumber),
    storeLabel: label(ADDITIONAL_TAG.storeLabel),
    loyaltyNumber: label(ADDITIONAL_TAG.loyaltyNumber),
    referenceLabel: label(ADDITIONAL_TAG.referenceLabel),
    customerLabel: label(ADDITIONAL_TAG.customerLabel),
    terminalLabel: label(ADDITIONAL_TAG.terminalLabel),
    purpose: label(ADDITIONAL_TAG.purpose),
    requestedData: fields.optional(ADDITIONAL_TAG.requestedData, REQUESTED_DATA),
    merchantTaxId: fields.optional(ADDITIONAL_TAG.merchantTaxId, text(20)),
    merchantChannel: fields.optional(ADDITIONAL_TAG.merchantChannel, CHANNEL),
    other: [...fields.range(['00', '00'], ANY_TEXT), ...fields.range(['12', '99'], ANY_TEXT)],
  };
}

function readLocal(fields: FieldReader | null): LocalName | null {
  if (fields === null) return null;
  return {
    language: fields.required(LOCAL_TAG.language, LANGUAGE),
    merchantName: fields.required(LOCAL_TAG.merchantName, text(25)),
    merchantCity: fields.optional(LOCAL_TAG.merchantCity, text(15)),
    other: fields.range(['03', '99'], ANY_TEXT),
  };
}
