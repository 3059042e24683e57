import { newUuid } from '@tamsui/ids';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planParts } from './refund-plan.ts';

const refundId = newUuid();

test('takes from captures in their order, and leaves out what has nothing left', () => {
  const [first, empty, last] = [newUuid(), newUuid(), newUuid()];
  const parts = planParts(refundId, 400n, [
    { captureId: first, leftMinor: 300n },
    { captureId: empty, leftMinor: 0n },
    { captureId: last, leftMinor: 200n },
  ]);
  expect(parts).toMatchObject([
    { part: 0, entryId: refundId, captureId: first, amountMinor: 300n },
    { part: 1, captureId: last, amountMinor: 100n },
  ]);
});

test('parts sum to the refund and stay within their captures, or there are none because it is too much', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 2_000n }),
      fc.array(fc.bigInt({ min: 0n, max: 500n }), { maxLength: 20 }),
      (amountMinor, lefts) => {
        const captures = lefts.map((leftMinor) => ({ captureId: newUuid(), leftMinor }));
        const parts = planParts(refundId, amountMinor, captures);
        const allMinor = lefts.reduce((sum, left) => sum + left, 0n);
        if (parts === undefined) {
          expect(allMinor).toBeLessThan(amountMinor);
          return;
        }
        expect(parts.reduce((sum, part) => sum + part.amountMinor, 0n)).toBe(amountMinor);
        expect(new Set(parts.map(({ entryId }) => entryId)).size).toBe(parts.length);
        for (const { captureId, amountMinor: partMinor } of parts) {
          const left = captures.find((capture) => capture.captureId === captureId)?.leftMinor ?? 0n;
          expect(partMinor > 0n && partMinor <= left).toBe(true);
        }
      },
    ),
  );
});

test('the same refund has the same parts under the same ids', () => {
  const captures = [
    { captureId: newUuid(), leftMinor: 5n },
    { captureId: newUuid(), leftMinor: 5n },
  ];
  expect(planParts(refundId, 8n, captures)).toEqual(planParts(refundId, 8n, captures));
});
