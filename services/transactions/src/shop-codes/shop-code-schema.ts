import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { idWire, instantWire, moneyWireFields, moneyWireObject } from '../http/wire-fields.ts';
import type { TerminalListing } from '../merchants/terminal-directory.ts';
import { qrPicture } from './qr-picture.ts';
import type { ReadShopCode } from './read-shop-code.ts';
import type { ShopCode, ShopCodeState } from './shop-code.ts';

const MAX_ORDER_REFERENCE_LENGTH = 64;
/** Room for 512 bytes; what is longer is no code. */
const MAX_CODE_TEXT_LENGTH = 512;

export function createShopCodeBody(city: CurrencyCode) {
  return z.strictObject({
    ...moneyFields(city),
    terminal: publicIdField('ter'),
    order_reference: printableText(MAX_ORDER_REFERENCE_LENGTH),
  });
}

export const readShopCodeBody = z.strictObject({ text: z.string().min(1).max(MAX_CODE_TEXT_LENGTH) });

const textWire = z
  .string()
  .meta({ description: 'What the QR code says (EMVCo merchant-presented mode 1.1).' });
const pictureWire = z.string().meta({ description: 'The QR code as SVG.' });
const statusWire = z
  .enum(['open', 'paid', 'expired'])
  .meta({ description: 'After `expired` nothing can pay the code any more.' });

export const shopCodeWire = z
  .strictObject({
    id: idWire('shc'),
    status: statusWire,
    payment: idWire('pay').nullable(),
    ...moneyWireFields,
    terminal: idWire('ter'),
    order_reference: z.string(),
    text: textWire,
    picture: pictureWire,
    created_at: instantWire,
    expires_at: instantWire,
  })
  .meta({ id: 'ShopCode' });

export function printShopCode(code: ShopCode, state: ShopCodeState) {
  return {
    id: formatPublicId('shc', code.id),
    status: state.status,
    payment: state.status === 'paid' ? formatPublicId('pay', state.paymentId) : null,
    ...moneyWire(code.amountMinor, code.currency),
    terminal: formatPublicId('ter', code.terminalId),
    order_reference: code.orderReference,
    text: code.text,
    picture: qrPicture(code.text),
    created_at: code.createdAt.toISOString(),
    expires_at: code.expiresAt.toISOString(),
  };
}

export const stickerWire = z
  .strictObject({ terminal: idWire('ter'), store: idWire('sto'), text: textWire, picture: pictureWire })
  .meta({ id: 'Sticker' });

export function printSticker({ terminalId, storeId }: TerminalListing, text: string) {
  return {
    terminal: formatPublicId('ter', terminalId),
    store: formatPublicId('sto', storeId),
    text,
    picture: qrPicture(text),
  };
}

const namedWire = (prefix: 'mer' | 'sto') => z.strictObject({ id: idWire(prefix), name: z.string() });

export const readShopCodeWire = z
  .strictObject({
    merchant: namedWire('mer'),
    store: namedWire('sto'),
    terminal: idWire('ter'),
    sale: z
      .strictObject({
        id: idWire('shc'),
        status: statusWire,
        total: moneyWireObject,
        order_reference: z.string(),
        expires_at: instantWire,
      })
      .nullable()
      .meta({ description: 'Null for a sticker: the resident enters the amount.' }),
  })
  .meta({
    id: 'ReadShopCode',
    description:
      "The payee by the city's own records. The city's signature holds, or there were no such answer.",
  });

export function printReadShopCode({ terminal, sale }: ReadShopCode) {
  return {
    merchant: named('mer', terminal.merchantId, terminal.merchantName),
    store: named('sto', terminal.storeId, terminal.storeName),
    terminal: formatPublicId('ter', terminal.terminalId),
    sale:
      sale === null
        ? null
        : {
            id: formatPublicId('shc', sale.code.id),
            status: sale.status,
            total: moneyWire(sale.code.amountMinor, sale.code.currency),
            order_reference: sale.code.orderReference,
            expires_at: sale.code.expiresAt.toISOString(),
          },
  };
}

function named(prefix: 'mer' | 'sto', id: Uuid, name: string) {
  return { id: formatPublicId(prefix, id), name };
}
