export { type Authorization, bearer } from './authorization.ts';
export { type ClientOptions, createClient, type TamsuiClient } from './client.ts';
export type { Clock } from './clock.ts';
export {
  type DeviceKey,
  type DevicePublicKey,
  dpopProof,
  enrolmentProof,
  newWebCryptoDeviceKey,
} from './device-key.ts';
export { type DeviceSessionOptions, deviceSession } from './device-session.ts';
export type { Downloaded } from './downloaded.ts';
export { type EnrolOptions, enrol } from './enrol.ts';
export {
  BEFORE_ALL_EVENTS,
  followEvents,
  type StreamNews,
  type StreamOptions,
  streamEvents,
} from './event-stream.ts';
export { API_VERSION } from './generated/operations.ts';
export {
  type IntentSigner,
  type ShareTerms,
  type ShopCodeTerms,
  signConfirmation,
  signSharePayment,
  signShopCodePayment,
  signTransfer,
  type TransferTerms,
  type WaitingTerms,
} from './intents.ts';
export { fromMinor, type Money, sum, toMinor } from './money.ts';
export { type OfflineCodeOptions, offlineCode } from './offline-code.ts';
export type { CallOptions, FileName, Input, OperationName, Output, Schema } from './operation-types.ts';
export { type ListName, paginate } from './paginate.ts';
export { paymentCodes } from './payment-codes.ts';
export { type SignInOptions, signIn } from './sign-in.ts';
export { type FieldError, TamsuiError } from './tamsui-error.ts';
export { type WaitOptions, waitForPayment } from './wait-for-payment.ts';
