import type { Result } from '@tamsui/errors';
import { charactersIn, type DataObject, MAX_VALUE_CHARACTERS, writeDataObjects } from './data-object.ts';
import { decodeMerchantCode } from './decode-merchant-code.ts';
import {
  ADDITIONAL_TAG,
  type AdditionalData,
  LOCAL_TAG,
  type LocalName,
  type MerchantCode,
  TAG,
  TEMPLATE_ID_TAG,
  type Template,
  type Tip,
} from './merchant-code.ts';
import { writePayload } from './payload.ts';
import { type EmvQrRefusal, refuseTag } from './refusal.ts';

type Field = readonly [tag: string, value: string | null];

/**
 * Writes a shop's code, with tags in ascending order but for the CRC, which is last. What was written is read again
 * before it leaves, so that no code goes out that `decodeMerchantCode` would refuse.
 * @returns the text of the code in UTF-8, or the first thing that does not fit and where
 */
export function encodeMerchantCode(code: MerchantCode): Result<Uint8Array, EmvQrRefusal> {
  const objects = objectsOf(code);
  const tooLong = objects.find(({ value }) => charactersIn(value) > MAX_VALUE_CHARACTERS);
  if (tooLong !== undefined) return refuseTag('value_too_long', tooLong.tag);
  const written = writePayload(objects);
  if (!written.ok) return written;
  const read = decodeMerchantCode(written.value);
  return read.ok ? written : read;
}

/**
 * All that a code says but its version and CRC, in one spelling whatever order its tags came in: what a signature over
 * a code covers. The caller leaves out the template that carries the signature.
 */
export function contentOf(code: MerchantCode): string {
  return writeDataObjects(objectsOf(code));
}

function objectsOf(code: MerchantCode): DataObject[] {
  const { initiation, additional, local } = code;
  return [
    ...present([
      [TAG.initiation, initiation === null ? null : initiation === 'static' ? '11' : '12'],
      [TAG.categoryCode, code.categoryCode],
      [TAG.currencyNumber, code.currencyNumber],
      [TAG.amount, code.amount],
      ...tipFields(code.tip),
      [TAG.countryCode, code.countryCode],
      [TAG.merchantName, code.merchantName],
      [TAG.merchantCity, code.merchantCity],
      [TAG.postalCode, code.postalCode],
      [TAG.additional, additional === null ? null : additionalText(additional)],
      [TAG.local, local === null ? null : localText(local)],
    ]),
    ...code.cardAccounts,
    ...[...code.accounts, ...code.unreserved].map(templateObject),
    ...code.reserved,
  ];
}

/** What is null is not written; what is empty is, and refused when it is read again. */
function present(fields: readonly Field[]): DataObject[] {
  return fields.flatMap(([tag, value]) => (value === null ? [] : [{ tag, value }]));
}

function tipFields(tip: Tip | null): Field[] {
  if (tip === null) return [];
  if (tip.kind === 'asked_of_payer') return [[TAG.tipIndicator, '01']];
  return tip.kind === 'fixed'
    ? [
        [TAG.tipIndicator, '02'],
        [TAG.tipFixed, tip.amount],
      ]
    : [
        [TAG.tipIndicator, '03'],
        [TAG.tipPercentage, tip.percentage],
      ];
}

function additionalText(additional: AdditionalData): string {
  const named = Object.entries(ADDITIONAL_TAG) as [keyof typeof ADDITIONAL_TAG, string][];
  const fields = named.map(([name, tag]): Field => [tag, additional[name]]);
  return writeDataObjects([...present(fields), ...additional.other]);
}

function localText({ language, merchantName, merchantCity, other }: LocalName): string {
  const fields: Field[] = [
    [LOCAL_TAG.language, language],
    [LOCAL_TAG.merchantName, merchantName],
    [LOCAL_TAG.merchantCity, merchantCity],
  ];
  return writeDataObjects([...present(fields), ...other]);
}

function templateObject({ tag, id, fields }: Template): DataObject {
  return { tag, value: writeDataObjects([{ tag: TEMPLATE_ID_TAG, value: id }, ...fields]) };
}
