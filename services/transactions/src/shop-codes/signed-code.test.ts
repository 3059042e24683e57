import { randomBytes } from 'node:crypto';
import { crc16, MAX_PAYLOAD_BYTES } from '@tamsui/emv-qr';
import { newUuid } from '@tamsui/ids';
import { MAX_AMOUNT_MINOR } from '@tamsui/money';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyring } from '../personal-data/keyring.ts';
import { createCityKeys } from './city-keys.ts';
import { codeContent, type Sale, standsFor } from './code-content.ts';
import { qrPicture } from './qr-picture.ts';
import { openCode, signCode } from './signed-code.ts';

const seed = () => randomBytes(32).toString('base64url');
const [OLD, NEW] = [`old:${seed()}`, `new:${seed()}`];
const keys = createCityKeys(keyring.parse(NEW));
const SCHEME = { schemeId: 'tw.tamsui', cityName: 'TAMSUI', countryCode: 'TW' };

const terminal = (merchantName: string, storeName = 'By the river') => ({
  terminalId: newUuid(),
  storeId: newUuid(),
  storeName,
  merchantId: newUuid(),
  merchantName,
  payableAccount: newUuid(),
  isClosed: false,
});

function textOf(merchantName: string, sale: Sale | null = null, signer = keys): string {
  const signed = signCode(signer, SCHEME.schemeId, codeContent(SCHEME, terminal(merchantName), 'TWD', sale));
  if (!signed.ok) throw new Error(JSON.stringify(signed.refusal));
  return signed.value;
}

const sale: Sale = { id: newUuid(), amountMinor: 12_000n, orderReference: 'A-1' };

test('a signed code is read, and stands for the terminal and the sale it was made for', () => {
  const till = terminal('Old Street Tea');
  const signed = signCode(keys, SCHEME.schemeId, codeContent(SCHEME, till, 'TWD', sale));
  const opened = openCode(keys, SCHEME.schemeId, signed.ok ? signed.value : '');
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  expect(standsFor(SCHEME, opened.value)).toEqual({ terminalId: till.terminalId, saleId: sale.id });
  expect(opened.value).toMatchObject({
    initiation: 'dynamic',
    amount: '120',
    merchantName: 'Old Street Tea',
  });
});

test.each([
  ['Old Street Tea', 'Old Street Tea', null],
  ['Café Élan', 'Cafe Elan', 'Café Élan'],
  ['老街豆漿店', expect.stringMatching(/^SHOP [0-9A-Z]{8}$/) as string, '老街豆漿店'],
  ['A shop with a name of more than twenty-five', 'A shop with a name of mor', null],
])('the name %s is %s in plain Latin', (name, latin, local) => {
  const opened = openCode(keys, SCHEME.schemeId, textOf(name));
  expect(opened).toMatchObject({ value: { merchantName: latin } });
  expect(opened.ok && (opened.value.local?.merchantName ?? null)).toBe(local);
});

test('whatever a shop, its store and its order are called, the code fits', () => {
  const longest = '𠮷'.repeat(100);
  const till = terminal(longest, 'x'.repeat(25));
  const most: Sale = { ...sale, amountMinor: 999_999_999_999_900n, orderReference: 'y'.repeat(25) };
  const widest = { ...SCHEME, schemeId: 'tw.tamsui.ab', cityName: 'C'.repeat(15) };
  const signer = createCityKeys(keyring.parse(`12345678:${seed()}`));
  const signed = signCode(signer, widest.schemeId, codeContent(widest, till, 'TWD', most));
  expect(signed.ok && Buffer.byteLength(signed.value)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
});

test('an amount that EMVCo has no room for is refused at its tag', () => {
  const content = codeContent(SCHEME, terminal('Tea'), 'USD', { ...sale, amountMinor: MAX_AMOUNT_MINOR });
  expect(signCode(keys, SCHEME.schemeId, content)).toEqual({
    ok: false,
    refusal: { code: 'value_too_long', tag: '54' },
  });
});

test('a key that signs no more is still believed, and a key that was taken away is not', () => {
  const old = textOf('Tea', sale, createCityKeys(keyring.parse(OLD)));
  const both = createCityKeys(keyring.parse(`${NEW},${OLD}`));
  expect(openCode(both, SCHEME.schemeId, old).ok).toBe(true);
  expect(openCode(keys, SCHEME.schemeId, old)).toMatchObject({
    refusal: { code: 'shop_code_signature_wrong' },
  });
  expect(openCode(keys, SCHEME.schemeId, textOf('Tea', sale, both)).ok).toBe(true);
});

/** As somebody would who prints stickers: with a right CRC. */
function forged(text: string, change: (content: string) => string): string {
  const changed = `${change(text.slice(0, -8))}6304`;
  return changed + crc16(Buffer.from(changed));
}

/** Where the two templates with the signature begin. */
const signatureAt = (text: string) => text.search(/80[0-9]{2}0009tw\.tamsui01/);

test.each([
  ['another amount', (text: string) => text.replace('5403120', '5403100')],
  ['another payee', (text: string) => text.replace(/ter_.{26}/, 'ter_00000000000000000000000000')],
  ['another name', (text: string) => text.replace('Tea', 'Toa')],
  ['a field more', (text: string) => `${text}6103251`],
  ['a template more', (text: string) => `${text}82080004evil`],
  ['a currency less', (text: string) => text.replace('5303901', '5303840')],
  ['half of another signature', (text: string) => text.slice(0, -43) + 'A'.repeat(43)],
  ['another key', (text: string) => text.replace('0103new', '0103old')],
])('a sticker with %s does not hold', (_what, change) => {
  expect(openCode(keys, SCHEME.schemeId, forged(textOf('Tea', sale), change))).toEqual({
    ok: false,
    refusal: { code: 'shop_code_signature_wrong' },
  });
});

test('a code without a signature says so, and a broken one says where', () => {
  const unsigned = forged(textOf('Tea'), (text) => text.slice(0, signatureAt(text)));
  expect(openCode(keys, SCHEME.schemeId, unsigned)).toMatchObject({
    refusal: { code: 'shop_code_unsigned' },
  });
  expect(openCode(keys, SCHEME.schemeId, `${textOf('Tea').slice(0, -1)}x`)).toEqual({
    ok: false,
    refusal: { code: 'shop_code_malformed', reason: 'value_malformed', tag: '63' },
  });
});

test('the signature of one code does not hold for another', () => {
  const [one, other] = [textOf('Tea', sale), textOf('Tea', { ...sale, amountMinor: 100n })];
  const signature = one.slice(signatureAt(one), -8);
  const moved = forged(other, (text) => text.slice(0, signatureAt(text)) + signature);
  expect(openCode(keys, SCHEME.schemeId, moved)).toMatchObject({
    refusal: { code: 'shop_code_signature_wrong' },
  });
});

test('whatever text is scanned, nothing but our own codes opens', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 100 })),
      (text) => {
        expect(openCode(keys, SCHEME.schemeId, text).ok).toBe(false);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('the picture is square, with a quiet zone of four modules and finder patterns in three corners', () => {
  const picture = qrPicture(textOf('Tea', sale));
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(picture)?.[1]);
  expect((size - 8 - 17) % 4).toBe(0);
  for (const [x, y] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ])
    expect(picture).toContain(`M${x} ${y}h7v1h-7z`);
  expect(picture.length).toBeLessThan(30_000);
});
