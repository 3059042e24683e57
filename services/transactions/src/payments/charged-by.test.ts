import { formatPublicId, newUuid } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { printChargedBy, shortActor } from './charged-by.ts';
import { paymentReference } from './payment.ts';

test.each([
  ['api_key', 'key'],
  ['cashier', 'csh'],
] as const)('of %s the journal keeps a few characters that still say which', (kind, prefix) => {
  const id = newUuid();
  const short = shortActor({ kind, id, terminalId: null });
  const printed = printChargedBy(short);
  expect(printed?.kind).toBe(kind);
  expect(formatPublicId(prefix, id).endsWith(printed?.id_ends_with ?? 'nothing')).toBe(true);
});

test.each([null, '', 'key_01k0c3d9v2e8qt4m7x5r6w1zha', 'x12345678'])('%j names nobody', (text) => {
  expect(printChargedBy(text)).toBeNull();
});

test('it takes no more than twenty bytes of the journal', () => {
  const [terminal, actor] = [newUuid(), { kind: 'cashier', id: newUuid(), terminalId: null } as const];
  const without = JSON.stringify(paymentReference(terminal, 'A-1', null)).length;
  expect(JSON.stringify(paymentReference(terminal, 'A-1', shortActor(actor))).length - without).toBe(17);
});
