import fc from 'fast-check';
import { readDataObjects, writeDataObjects } from './data-object.ts';
import { crc16, type DataObject, encodeMerchantCode, type MerchantCode, type Template } from './index.ts';

/** Static, without an amount. From an implementation that shares no code with this one. */
export const STATIC_CODE =
  '00020101021126450021tw.example.citywallet0109M000123450203S015204541153039015802TW5914BREAKFAST SHOP6006TAIPEI630488F5';

/** Dynamic, NT$65, with a bill number and a terminal. From the same implementation. */
export const DYNAMIC_CODE =
  '00020101021226450021tw.example.citywallet0109M000123450203S01520454115303901540565.005802TW5914BREAKFAST SHOP6006TAIPEI62270114ORD202601010010705T000163048120';

/** The example of EMVCo's own specification (MPM 1.1, annex): unsorted tags, and Chinese counted by characters. */
export const EMVCO_EXAMPLE =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Puts the right CRC behind a text that lacks it. */
export const withCrc = (text: string): string => `${text}6304${crc16(bytesOf(`${text}6304`))}`;

/** The smallest code there is. */
export const SMALL_CODE: MerchantCode = {
  initiation: null,
  cardAccounts: [],
  accounts: [{ tag: '26', id: 'tw.tamsui', fields: [] }],
  categoryCode: '5411',
  currencyNumber: '901',
  amount: null,
  tip: null,
  countryCode: 'TW',
  merchantName: 'TEA',
  merchantCity: 'TAMSUI',
  postalCode: null,
  additional: null,
  local: null,
  reserved: [],
  unreserved: [],
};

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(0x20 + i));
/** Latin, Chinese, a combining accent, and one character that UTF-16 needs two units for. */
const ANY_SCRIPT = [...PRINTABLE, ...Array.from('最佳运输豆漿店淡水é́'), '𠮷'];
/** Without it, for others' programs, which count UTF-16 units and not characters. */
const BASIC_PLANE = ANY_SCRIPT.filter((character) => character.length === 1);

const of = (characters: readonly string[], maxLength: number, minLength = 1) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

function tagsBetween(first: number, last: number, value: fc.Arbitrary<string>): fc.Arbitrary<DataObject[]> {
  const tag = fc.integer({ min: first, max: last }).map((number) => String(number).padStart(2, '0'));
  return fc
    .uniqueArray(fc.record({ tag, value }), { maxLength: 2, selector: (object) => object.tag })
    .map(sortedByTag);
}

function sortedByTag<Tagged extends { readonly tag: string }>(objects: readonly Tagged[]): Tagged[] {
  return objects.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
}

function templatesBetween(first: number, last: number, characters: readonly string[], minLength = 0) {
  const tag = fc.integer({ min: first, max: last }).map(String);
  const template: fc.Arbitrary<Template> = fc.record({
    tag,
    id: of(PRINTABLE, 12),
    fields: tagsBetween(1, 99, of(characters, 12)),
  });
  return fc
    .uniqueArray(template, { minLength, maxLength: 2, selector: (one) => one.tag })
    .map((templates) => sortedByTag(templates));
}

const digits = (length: number) => of(Array.from('0123456789'), length, length);
const amount = fc.oneof(
  fc.constantFrom('1', '65.00', '65.', '0.5', '1234567890.12'),
  fc.integer({ min: 1, max: 99_999 }).map(String),
);

function codes(characters: readonly string[]): fc.Arbitrary<MerchantCode> {
  const text = (maxLength: number) => of(characters, maxLength);
  return fc.record({
    initiation: fc.constantFrom('static', 'dynamic', null),
    cardAccounts: tagsBetween(2, 25, of(PRINTABLE, 12)),
    accounts: templatesBetween(26, 51, characters, 1),
    categoryCode: digits(4),
    currencyNumber: digits(3),
    amount: optional(amount),
    tip: fc.oneof(
      fc.constantFrom(null, { kind: 'asked_of_payer' as const }),
      fc.record({ kind: fc.constant('fixed' as const), amount }),
      fc.record({
        kind: fc.constant('percentage' as const),
        percentage: fc.constantFrom('5', '10.5', '0.01'),
      }),
    ),
    countryCode: of(Array.from('ABCDTW'), 2, 2),
    merchantName: of(PRINTABLE, 25),
    merchantCity: of(PRINTABLE, 15),
    postalCode: optional(of(PRINTABLE, 10)),
    additional: optional(
      fc
        .record({
          billNumber: text(8),
          mobileNumber: optional(text(4)),
          storeLabel: optional(text(4)),
          loyaltyNumber: optional(text(4)),
          referenceLabel: optional(text(4)),
          customerLabel: optional(fc.constant('***')),
          terminalLabel: optional(text(4)),
          purpose: optional(text(4)),
          requestedData: optional(fc.constantFrom('A', 'ME', 'AME')),
        })
        .map((named) => ({ ...named, merchantTaxId: null, merchantChannel: null, other: [] })),
    ),
    local: optional(
      fc.record({
        language: fc.constantFrom('zh', 'JA'),
        merchantName: text(20),
        merchantCity: optional(text(8)),
        other: tagsBetween(3, 99, text(4)),
      }),
    ),
    reserved: tagsBetween(65, 79, text(6)),
    unreserved: templatesBetween(80, 99, characters),
  });
}

/** Codes with everything the specification knows, in every script. */
export const anyCode = codes(ANY_SCRIPT).filter(fits);
export const basicPlaneCode = codes(BASIC_PLANE).filter(fits);

/** Some would be longer than a code may be. */
function fits(code: MerchantCode): boolean {
  return encodeMerchantCode(code).ok;
}

/** A draw of this order puts tags in it. */
export const anyOrder = fc.array(fc.nat(), { minLength: 20, maxLength: 20 });

/** The same code with the tags between version and CRC in another order. */
export function reordered(text: string, order: readonly number[]): string {
  const objects = readDataObjects(text);
  if (!objects.ok) throw new Error(`unreadable: ${text}`);
  const between = objects.value.slice(1, -1).map((object, index) => ({
    text: writeDataObjects([object]),
    place: order[index % order.length] ?? 0,
  }));
  const shuffled = between.toSorted((a, b) => a.place - b.place);
  return withCrc(`000201${shuffled.map((one) => one.text).join('')}`);
}
