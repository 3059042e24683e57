import { formatPublicId } from '@tamsui/ids';
import { z } from 'zod';
import { idWire, instantWire } from '../http/wire-fields.ts';
import type { Store, Terminal } from './merchant.ts';
import { nameField } from './merchant-schema.ts';

/** Stores and terminals need no more than a name. */
export const namedBody = z.strictObject({ name: nameField });

export const storeWire = z
  .strictObject({
    id: idWire('sto'),
    merchant: idWire('mer'),
    name: z.string(),
    created_at: instantWire,
    closed_at: instantWire.nullable(),
  })
  .meta({ id: 'Store' });

export const terminalWire = z
  .strictObject({
    id: idWire('ter'),
    store: idWire('sto'),
    name: z.string(),
    created_at: instantWire,
    closed_at: instantWire.nullable(),
  })
  .meta({ id: 'Terminal' });

export function printStore(store: Store) {
  return {
    id: formatPublicId('sto', store.id),
    merchant: formatPublicId('mer', store.merchantId),
    name: store.name,
    created_at: store.createdAt.toISOString(),
    closed_at: store.closedAt?.toISOString() ?? null,
  };
}

export function printTerminal(terminal: Terminal) {
  return {
    id: formatPublicId('ter', terminal.id),
    store: formatPublicId('sto', terminal.storeId),
    name: terminal.name,
    created_at: terminal.createdAt.toISOString(),
    closed_at: terminal.closedAt?.toISOString() ?? null,
  };
}
