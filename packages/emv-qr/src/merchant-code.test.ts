import { describe, expect, it } from 'vitest';
import {
  amountMinorOf,
  crc16,
  currencyByNumber,
  decodeMerchantCode,
  type EmvQrCode,
  encodeMerchantCode,
  MAX_PAYLOAD_BYTES,
  type MerchantCode,
} from './index.ts';
import {
  bytesOf,
  DYNAMIC_CODE,
  EMVCO_EXAMPLE,
  SMALL_CODE,
  STATIC_CODE,
  withCrc,
} from './merchant-code.testing.ts';

const decodeText = (text: string) => decodeMerchantCode(bytesOf(text));

function codeOf(text: string): MerchantCode {
  const read = decodeText(text);
  if (!read.ok) throw new Error(`refused: ${JSON.stringify(read.refusal)}`);
  return read.value;
}

function textOf(code: MerchantCode): string {
  const written = encodeMerchantCode(code);
  if (!written.ok) throw new Error(`refused: ${JSON.stringify(written.refusal)}`);
  return new TextDecoder().decode(written.value);
}

describe('codes of others', () => {
  it('have the CRC of the published check', () => {
    expect(crc16(bytesOf('123456789'))).toBe('29B1');
  });

  it.each([
    ['static', STATIC_CODE],
    ['dynamic', DYNAMIC_CODE],
  ])('a %s code is read, and written again to the byte', (initiation, text) => {
    const code = codeOf(text);
    expect(code).toMatchObject({
      initiation,
      accounts: [
        {
          tag: '26',
          id: 'tw.example.citywallet',
          fields: [
            { tag: '01', value: 'M00012345' },
            { tag: '02', value: 'S01' },
          ],
        },
      ],
      categoryCode: '5411',
      currencyNumber: '901',
      countryCode: 'TW',
      merchantName: 'BREAKFAST SHOP',
      merchantCity: 'TAIPEI',
    });
    expect(textOf(code)).toBe(text);
  });

  it("the specification's own example is read: unsorted, with lengths in Chinese characters", () => {
    const code = codeOf(EMVCO_EXAMPLE);
    expect(code).toMatchObject({
      local: { language: 'ZH', merchantName: '最佳运输', merchantCity: '北京' },
      amount: '23.72',
      tip: { kind: 'asked_of_payer' },
      additional: {
        storeLabel: '1234',
        customerLabel: '***',
        terminalLabel: 'A6008667',
        requestedData: 'ME',
      },
      unreserved: [{ tag: '91', id: 'A011223344998877', fields: [{ tag: '07', value: '12345678' }] }],
    });
    expect(codeOf(textOf(code))).toEqual(code);
  });

  it('a length counts a character once, however many bytes or UTF-16 units it has', () => {
    const local = { language: 'zh', merchantName: '𠮷野家', merchantCity: null, other: [] };
    const text = textOf({ ...SMALL_CODE, local });
    expect(text).toContain('64130002zh0103𠮷野家');
    expect(codeOf(text).local).toEqual(local);
  });
});

/** A payload with fields taken away or changed, and a right CRC unless the case is about it. */
const BODY = '00020101021226130009tw.tamsui5204541153039015802TW5903TEA6006TAMSUI';
const body = (from: string, to: string) => withCrc(BODY.replace(from, to));

const MALFORMED: readonly [string, EmvQrCode, string, string | Uint8Array][] = [
  ['nothing', 'tag_missing', '00', ''],
  ['bytes that are no UTF-8', 'not_utf8', '', Uint8Array.of(0x30, 0x30, 0xff)],
  ['half a surrogate in UTF-8', 'not_utf8', '', Uint8Array.of(0xed, 0xa0, 0x80)],
  ['a byte order mark', 'tag_malformed', '', `\uFEFF${withCrc(BODY)}`],
  ['one byte too many', 'too_long', '', '0'.repeat(MAX_PAYLOAD_BYTES + 1)],
  ['an end within a tag', 'truncated', '', `${withCrc(BODY)}6`],
  ['an end within a length', 'truncated', '', `${withCrc(BODY)}640`],
  ['a tag of letters', 'tag_malformed', '', body('5802TW', 'AB02TW')],
  ['a tag in digits of another script', 'tag_malformed', '', body('5802TW', '５８02TW')],
  ['a length of letters', 'length_malformed', '58', body('5802TW', '58xxTW')],
  ['a length with a sign', 'length_malformed', '58', body('5802TW', '58+2TW')],
  ['an empty value', 'length_malformed', '61', body('5802TW', '5802TW6100')],
  ['a value that is cut off', 'value_truncated', '63', withCrc(BODY).slice(0, -1)],
  [
    'a length in bytes instead of characters',
    'value_truncated',
    '64.01',
    body('5802TW', '64120002zh0106豆漿5802TW'),
  ],
  ['a tag that comes twice', 'tag_repeated', '58', body('5802TW', '5802TW5802TW')],
  [
    'a tag that comes twice in a template',
    'tag_repeated',
    '26.00',
    body('26130009tw.tamsui', '26100001a0001b'),
  ],
  ['a version behind another tag', 'tag_misplaced', '00', withCrc(`010211000201${BODY.slice(12)}`)],
  ['another version', 'version_unknown', '00', withCrc(BODY.replace('000201', '000202'))],
  ['no version', 'tag_missing', '00', withCrc(BODY.slice(6))],
  ['no CRC', 'tag_missing', '63', BODY],
  ['a tag behind the CRC', 'tag_misplaced', '63', `${withCrc(BODY)}6101x`],
  ['a CRC in lower case', 'value_malformed', '63', `${BODY}6304ab1c`],
  ['a CRC of two digits', 'value_malformed', '63', `${BODY}630212`],
  ['another CRC', 'crc_wrong', '63', `${BODY}6304${withCrc(BODY).endsWith('0000') ? '0001' : '0000'}`],
  ['a changed character', 'crc_wrong', '63', withCrc(BODY).replace('TEA', 'TEE')],
  ['no account', 'tag_missing', '26', body('26130009tw.tamsui', '')],
  ['an account of nobody', 'tag_missing', '26.00', body('26130009tw.tamsui', '26050101x')],
  ['an account with a cut template', 'value_truncated', '26.00', body('26130009tw.tamsui', '26070009tw.')],
  ['an account with half a header', 'truncated', '26', body('26130009tw.tamsui', '2603000')],
  [
    'an account with an id that is too long',
    'value_too_long',
    '26.00',
    body('26130009tw.tamsui', `26370033${'a'.repeat(33)}`),
  ],
  ['an initiation that is not known', 'value_malformed', '01', body('010212', '010213')],
  ['no category', 'tag_missing', '52', body('52045411', '')],
  ['a category of letters', 'value_malformed', '52', body('52045411', '5204541A')],
  ['no currency', 'tag_missing', '53', body('5303901', '')],
  ['a currency of letters', 'value_malformed', '53', body('5303901', '5303TWD')],
  ['a currency that is too long', 'value_too_long', '53', body('5303901', '53040901')],
  ['an amount of zero', 'value_malformed', '54', body('5802TW', '54040.005802TW')],
  ['an amount with a comma', 'value_malformed', '54', body('5802TW', '54041,505802TW')],
  ['an amount with a sign', 'value_malformed', '54', body('5802TW', '5402-15802TW')],
  ['an amount with an exponent', 'value_malformed', '54', body('5802TW', '54031e35802TW')],
  ['an amount with two points', 'value_malformed', '54', body('5802TW', '54041.1.5802TW')],
  ['an amount of fourteen characters', 'value_too_long', '54', body('5802TW', '5414123456789012345802TW')],
  ['an amount in digits of another script', 'value_malformed', '54', body('5802TW', '5402１２5802TW')],
  ['a tip of an unknown kind', 'value_malformed', '55', body('5802TW', '5502045802TW')],
  ['a fixed tip without its amount', 'tag_missing', '56', body('5802TW', '5502025802TW')],
  ['a tip in percent without its rate', 'tag_missing', '57', body('5802TW', '5502035802TW')],
  ['a fixed tip that nobody announced', 'tag_misplaced', '56', body('5802TW', '560155802TW')],
  ['a rate that nobody announced', 'tag_misplaced', '57', body('5802TW', '550201570155802TW')],
  ['a rate of a hundred', 'value_malformed', '57', body('5802TW', '55020357031005802TW')],
  ['no country', 'tag_missing', '58', body('5802TW', '')],
  ['a country in lower case', 'value_malformed', '58', body('5802TW', '5802tw')],
  ['no name', 'tag_missing', '59', body('5903TEA', '')],
  ['a Chinese name where ASCII belongs', 'value_malformed', '59', body('5903TEA', '5903豆漿店')],
  ['a name with a line break', 'value_malformed', '59', body('5903TEA', '5903T\nA')],
  ['a name of 26 characters', 'value_too_long', '59', body('5903TEA', `5926${'A'.repeat(26)}`)],
  ['no city', 'tag_missing', '60', body('6006TAMSUI', '')],
  ['a city of 16 characters', 'value_too_long', '60', body('6006TAMSUI', `6016${'A'.repeat(16)}`)],
  ['a postal code of 11 characters', 'value_too_long', '61', body('5802TW', '6111251012345675802TW')],
  [
    'a bill number of 26 characters',
    'value_too_long',
    '62.01',
    body('5802TW', `62300126${'1'.repeat(26)}5802TW`),
  ],
  ['a request for unknown data', 'value_malformed', '62.09', body('5802TW', '62050901X5802TW')],
  ['a channel of two characters', 'value_malformed', '62.11', body('5802TW', '62061102AB5802TW')],
  ['a local name without its language', 'tag_missing', '64.00', body('5802TW', '64060102豆漿5802TW')],
  ['a local name that is not there', 'tag_missing', '64.01', body('5802TW', '64060002zh5802TW')],
  ['NUL in a local name', 'value_malformed', '64.01', body('5802TW', '64120002zh0102豆\u00005802TW')],
  ['an unreserved template of nobody', 'tag_missing', '80.00', body('5802TW', '80050101x5802TW')],
  ['text where a template belongs', 'tag_malformed', '91', body('5802TW', '9105hello5802TW')],
];

describe('what is no code', () => {
  it.each(MALFORMED)('%s is refused with %s at tag %j', (_what, code, tag, input) => {
    const bytes = typeof input === 'string' ? bytesOf(input) : input;
    expect(decodeMerchantCode(bytes)).toEqual({ ok: false, refusal: { code, tag } });
  });

  it.each([
    ['a field that is too long', 'value_too_long', '59', { merchantName: 'A'.repeat(26) }],
    [
      'a value of a hundred characters',
      'value_too_long',
      '65',
      { reserved: [{ tag: '65', value: 'x'.repeat(100) }] },
    ],
    ['an empty name', 'length_malformed', '59', { merchantName: '' }],
    ['a field that stands in two places', 'tag_repeated', '59', { reserved: [{ tag: '59', value: 'x' }] }],
    [
      'more than fits into a code',
      'too_long',
      '',
      { reserved: ['65', '66', '67', '68', '69'].map((tag) => ({ tag, value: 'x'.repeat(99) })) },
    ],
  ] as const)('%s is not written: %s at tag %j', (_what, code, tag, change) => {
    expect(encodeMerchantCode({ ...SMALL_CODE, ...change })).toEqual({ ok: false, refusal: { code, tag } });
  });

  it('a code may be 512 bytes long, and not 513', () => {
    const filler = MAX_PAYLOAD_BYTES - textOf(SMALL_CODE).length - 4 * (4 + 96) - 4;
    const reserved = (last: number) =>
      ['65', '66', '67', '68', '69'].map((tag, i) => ({ tag, value: 'x'.repeat(i === 4 ? last : 96) }));
    expect(textOf({ ...SMALL_CODE, reserved: reserved(filler) })).toHaveLength(MAX_PAYLOAD_BYTES);
    expect(encodeMerchantCode({ ...SMALL_CODE, reserved: reserved(filler + 1) })).toMatchObject({
      refusal: { code: 'too_long' },
    });
  });
});

describe('amounts', () => {
  it.each([
    ['65', 'TWD', 6_500n],
    ['65.', 'TWD', 6_500n],
    ['65.00', 'TWD', 6_500n],
    ['0.5', 'TWD', 50n],
    ['0065.500', 'TWD', 6_550n],
    ['7.00', 'JPY', 7n],
    ['1.005', 'TWD', undefined],
    ['0.00', 'TWD', undefined],
    ['1e3', 'TWD', undefined],
    ['', 'TWD', undefined],
  ] as const)('%j in %s is %s minor units', (amount, currency, amountMinor) => {
    expect(amountMinorOf(amount, currency)).toBe(amountMinor);
  });

  it('a currency is known by its number', () => {
    expect(currencyByNumber('901')).toBe('TWD');
    expect(currencyByNumber('999')).toBeUndefined();
  });
});
