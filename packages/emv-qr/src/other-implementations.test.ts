import emvqr from 'emvqr';
import fc from 'fast-check';
import steplix from 'steplix-emv-qrcps';
import { describe, expect, test } from 'vitest';
import { decodeMerchantCode, encodeMerchantCode, type MerchantCode } from './index.ts';
import {
  anyOrder,
  basicPlaneCode,
  bytesOf,
  DYNAMIC_CODE,
  EMVCO_EXAMPLE,
  reordered,
  STATIC_CODE,
} from './merchant-code.testing.ts';

/**
 * `steplix-emv-qrcps` reads and writes, `emvqr` reads; neither shares a line with this package. What is left out has
 * a reason in them: the one takes every account for a template, loses percentages and trips over reserved tags in a
 * local name; the other turns away currencies, countries and categories it has no name for, and CRCs below 0100.
 */
const { Merchant } = steplix;

const code: fc.Arbitrary<MerchantCode> = basicPlaneCode
  .map((any) => ({
    ...any,
    cardAccounts: [],
    local: any.local === null ? null : { ...any.local, other: [] },
    tip: any.tip?.kind === 'percentage' ? null : any.tip,
    categoryCode: '5411',
    currencyNumber: '901',
    countryCode: 'TW',
  }))
  .filter((one) => !/630400..$/.test(textOf(one)));

function textOf(one: MerchantCode): string {
  const written = encodeMerchantCode(one);
  if (!written.ok) throw new Error(JSON.stringify(written.refusal));
  return new TextDecoder().decode(written.value);
}

const shuffledText = fc
  .tuple(code, anyOrder)
  .map(([one, order]) => ({ one, text: reordered(textOf(one), order) }))
  .filter(({ text }) => !/630400..$/.test(text));

/** Writes with the other encoder. */
function writtenByThem(one: MerchantCode): string {
  const payload = Merchant.buildEMVQR();
  payload.setPayloadFormatIndicator('01');
  if (one.initiation !== null) payload.setPointOfInitiationMethod(one.initiation === 'static' ? '11' : '12');
  for (const { tag, id, fields } of one.accounts) {
    const template = Merchant.buildMerchantAccountInformation();
    template.setGloballyUniqueIdentifier(id);
    for (const field of fields) template.addPaymentNetworkSpecific(field.tag, field.value);
    payload.addMerchantAccountInformation(tag, template);
  }
  payload.setMerchantCategoryCode(one.categoryCode);
  payload.setTransactionCurrency(one.currencyNumber);
  if (one.amount !== null) payload.setTransactionAmount(one.amount);
  if (one.tip !== null) payload.setTipOrConvenienceIndicator(one.tip.kind === 'fixed' ? '02' : '01');
  if (one.tip?.kind === 'fixed') payload.setValueOfConvenienceFeeFixed(one.tip.amount);
  payload.setCountryCode(one.countryCode);
  payload.setMerchantName(one.merchantName);
  payload.setMerchantCity(one.merchantCity);
  if (one.postalCode !== null) payload.setPostalCode(one.postalCode);
  addAdditional(payload, one);
  addLocal(payload, one);
  for (const { tag, value } of one.reserved) payload.addRFUforEMVCo(tag, value);
  for (const { tag, id, fields } of one.unreserved) {
    const template = Merchant.buildUnreservedTemplate();
    template.setGloballyUniqueIdentifier(id);
    for (const field of fields) template.addContextSpecificData(field.tag, field.value);
    payload.addUnreservedTemplates(tag, template);
  }
  return payload.generatePayload();
}

type TheirPayload = ReturnType<typeof Merchant.buildEMVQR>;

function addAdditional(payload: TheirPayload, { additional }: MerchantCode): void {
  if (additional === null) return;
  const template = Merchant.buildAdditionalDataFieldTemplate();
  template.setBillNumber(additional.billNumber ?? '');
  template.setMobileNumber(additional.mobileNumber ?? '');
  template.setStoreLabel(additional.storeLabel ?? '');
  template.setLoyaltyNumber(additional.loyaltyNumber ?? '');
  template.setReferenceLabel(additional.referenceLabel ?? '');
  template.setCustomerLabel(additional.customerLabel ?? '');
  template.setTerminalLabel(additional.terminalLabel ?? '');
  template.setPurposeTransaction(additional.purpose ?? '');
  template.setAdditionalConsumerDataRequest(additional.requestedData ?? '');
  payload.setAdditionalDataFieldTemplate(template);
}

function addLocal(payload: TheirPayload, { local }: MerchantCode): void {
  if (local === null) return;
  const template = Merchant.buildMerchantInformationLanguageTemplate();
  template.setLanguagePreference(local.language);
  template.setMerchantName(local.merchantName);
  template.setMerchantCity(local.merchantCity ?? '');
  payload.setMerchantInformationLanguageTemplate(template);
}

/** Both leave the names of categories, currencies and countries behind a value of ours. */
const plain = (value: unknown) => (typeof value === 'string' ? value.replace(/ \(.*\)$/, '') : undefined);

describe('others read ours', () => {
  test('steplix reads every field, in any order, Chinese ones too: it writes what it read, and that is the same', () => {
    fc.assert(
      fc.property(shuffledText, ({ one, text }) => {
        const again = Merchant.Parser.toEMVQR(text).generatePayload();
        expect(decodeMerchantCode(bytesOf(again))).toEqual({ ok: true, value: one });
      }),
      { numRuns: 500 },
    );
  });

  test('emvqr takes our CRC and finds every field of ours at its length, in any order', () => {
    fc.assert(
      fc.property(shuffledText, ({ one, text }) => {
        const read = emvqr.decode(text);
        const named = (tag: string) => plain(read[tag]?.data);
        expect(named('52')).toBe(one.categoryCode);
        expect(named('53')).toBe(one.currencyNumber);
        expect(named('58')).toBe(one.countryCode);
        expect(read['54']?.data ?? null).toBe(one.amount);
        expect(read['59']?.data).toBe(one.merchantName);
        expect(read['60']?.data).toBe(one.merchantCity);
        for (const { tag, value } of one.reserved) expect(read[tag]?.data).toBe(value);
        for (const { tag, id, fields } of one.accounts) {
          const items = read[tag]?.data as Readonly<Record<string, { readonly data: string }>>;
          expect(items['00']?.data).toBe(id);
          for (const field of fields) expect(items[field.tag]?.data).toBe(field.value);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('we read theirs', () => {
  test('every field that steplix writes, in every script', () => {
    fc.assert(
      fc.property(code, (one) => {
        expect(decodeMerchantCode(bytesOf(writtenByThem(one)))).toEqual({ ok: true, value: one });
      }),
      { numRuns: 500 },
    );
  });

  test('what steplix writes in any order of tags', () => {
    fc.assert(
      fc.property(code, anyOrder, (one, order) => {
        const text = reordered(writtenByThem(one), order);
        expect(decodeMerchantCode(bytesOf(text))).toEqual({ ok: true, value: one });
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['static', STATIC_CODE],
    ['dynamic', DYNAMIC_CODE],
    ["the specification's", EMVCO_EXAMPLE],
  ])('all of us read the same in the %s code', (_which, text) => {
    const ours = decodeMerchantCode(bytesOf(text));
    const steplixSays = Merchant.Parser.toEMVQR(text).generatePayload();
    expect(decodeMerchantCode(bytesOf(steplixSays))).toEqual(ours);
    expect(ours).toMatchObject({ value: { merchantName: emvqr.decode(text)['59']?.data } });
  });
});
