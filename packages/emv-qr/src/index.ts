export { amountMinorOf, currencyByNumber } from './amount.ts';
export { crc16 } from './crc16.ts';
export type { DataObject } from './data-object.ts';
export { decodeMerchantCode } from './decode-merchant-code.ts';
export { contentOf, encodeMerchantCode } from './encode-merchant-code.ts';
export type { AdditionalData, LocalName, MerchantCode, Template, Tip } from './merchant-code.ts';
export { MAX_PAYLOAD_BYTES } from './payload.ts';
export type { EmvQrCode, EmvQrRefusal } from './refusal.ts';
