import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  contentOf,
  decodeMerchantCode,
  encodeMerchantCode,
  MAX_PAYLOAD_BYTES,
  type MerchantCode,
} from './index.ts';
import {
  anyCode,
  anyOrder,
  bytesOf,
  DYNAMIC_CODE,
  EMVCO_EXAMPLE,
  reordered,
  STATIC_CODE,
  withCrc,
} from './merchant-code.testing.ts';

function written(code: MerchantCode): Uint8Array {
  const encoded = encodeMerchantCode(code);
  if (!encoded.ok) throw new Error(JSON.stringify(encoded.refusal));
  return encoded.value;
}

test('what is written is read again as it was, in every script', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      const bytes = written(code);
      expect(bytes.length).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
      expect(decodeMerchantCode(bytes)).toEqual({ ok: true, value: code });
    }),
    { numRuns: 1_000 },
  );
});

test('tags in another order say the same, and have the same content to sign', () => {
  fc.assert(
    fc.property(anyCode, anyOrder, (code, order) => {
      const read = decodeMerchantCode(bytesOf(reordered(new TextDecoder().decode(written(code)), order)));
      if (!read.ok) throw new Error(JSON.stringify(read.refusal));
      expect(contentOf(read.value)).toBe(contentOf(code));
      expect(encodeMerchantCode(read.value)).toEqual(encodeMerchantCode(code));
    }),
    { numRuns: 500 },
  );
});

test('two codes that say different things have different content to sign', () => {
  fc.assert(
    fc.property(anyCode, anyCode, (one, other) => {
      const [a, b] = [written(one), written(other)];
      expect(contentOf(one) === contentOf(other)).toBe(Buffer.compare(a, b) === 0);
    }),
  );
});

test('one changed byte never passes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(STATIC_CODE, DYNAMIC_CODE, EMVCO_EXAMPLE),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (text, place, change) => {
        const bytes = bytesOf(text);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        expect(decodeMerchantCode(bytes).ok).toBe(false);
      },
    ),
    { numRuns: 5_000 },
  );
});

/** Text of the kind that gets past the first checks: pieces of real codes, with a right CRC. */
const almostCodes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '0002',
        '01',
        '26',
        '0009tw.tamsui',
        '52045411',
        '5303901',
        '5802TW',
        '5903TEA',
        '6006TAMSUI',
      ),
      fc.constantFrom('62', '64', '80', '99', '6304', '12', '00', '0002zh', '豆漿', '𠮷', '\u0000', '-'),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => withCrc(`000201${pieces.join('')}`));

test('whatever bytes come, the answer is a code or a refusal, and a code can be written again', () => {
  const input = fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    fc.string({ unit: 'binary', maxLength: 200 }).map(bytesOf),
    almostCodes.map(bytesOf),
    fc.tuple(anyCode, fc.nat({ max: 200 }), fc.string({ maxLength: 6 })).map(([code, at, text]) => {
      const whole = new TextDecoder().decode(written(code)).slice(0, -8);
      return bytesOf(withCrc(whole.slice(0, at) + text + whole.slice(at + text.length)));
    }),
  );
  let readable = 0;
  fc.assert(
    fc.property(input, (bytes) => {
      const read = decodeMerchantCode(bytes);
      if (!read.ok) {
        expect(read.refusal.tag).toMatch(/^([0-9]{2}(\.[0-9]{2})?)?$/);
        return;
      }
      readable += 1;
      const again = encodeMerchantCode(read.value);
      if (!again.ok) throw new Error(JSON.stringify(again.refusal));
      expect(decodeMerchantCode(again.value)).toEqual(read);
    }),
    { numRuns: 20_000 },
  );
  expect(readable).toBeGreaterThan(100);
});
