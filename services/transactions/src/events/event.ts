import { formatPublicId, type PublicIdPrefix, parsePublicId, type Uuid } from '@tamsui/ids';

/** What happened to money. */
export const MONEY_EVENT_TYPES = [
  'payment.awaiting_confirmation',
  'payment.authorized',
  'payment.captured',
  'payment.succeeded',
  'payment.failed',
  'payment.canceled',
  'refund.succeeded',
  'top_up.succeeded',
  'top_up.failed',
  'transfer.succeeded',
  'transfer.failed',
  'transfer.received',
] as const;

/** What became of a wallet. */
const WALLET_EVENT_TYPES = ['wallet.frozen', 'wallet.unfrozen'] as const;

/** What was done to a merchant's own things: told to those who manage them. */
export const BUSINESS_EVENT_TYPES = [
  'merchant.live',
  'fee.announced',
  'store.created',
  'store.closed',
  'terminal.created',
  'terminal.closed',
  'api_key.created',
  'api_key.changed',
  'api_key.rotated',
  'api_key.revoked',
  'cashier.created',
  'cashier.changed',
  'cashier.removed',
  'cashier.signed_in',
  'cashier.signed_out',
  'webhook_endpoint.created',
  'webhook_endpoint.changed',
  'webhook_endpoint.rotated',
  'webhook_endpoint.removed',
  'webhook_endpoint.failing',
  'webhook_endpoint.disabled',
] as const;
export type BusinessEventType = (typeof BUSINESS_EVENT_TYPES)[number];

export const EVENT_TYPES = [...MONEY_EVENT_TYPES, ...WALLET_EVENT_TYPES, ...BUSINESS_EVENT_TYPES] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What an event can be about, and how the ids of such things begin. */
export const OBJECT_PREFIXES = {
  payment: 'pay',
  refund: 'rfd',
  top_up: 'top',
  transfer: 'trf',
  wallet: 'wal',
  merchant: 'mer',
  store: 'sto',
  terminal: 'ter',
  api_key: 'key',
  cashier: 'csh',
  webhook_endpoint: 'whe',
} as const satisfies Record<string, PublicIdPrefix>;
export type ObjectType = keyof typeof OBJECT_PREFIXES;
export const OBJECT_TYPES = Object.keys(OBJECT_PREFIXES) as [ObjectType, ...ObjectType[]];

/** What events of a type are about, where that is not what its first word says. */
const ABOUT: Readonly<Partial<Record<string, ObjectType>>> = {
  'fee.announced': 'merchant',
  'cashier.signed_in': 'terminal',
  'cashier.signed_out': 'terminal',
};

/** What events of a type are about. */
export function objectTypeOf(type: string): ObjectType {
  return ABOUT[type] ?? OBJECT_TYPES.find((thing) => type.startsWith(`${thing}.`)) ?? 'merchant';
}

/** What a public id names, as far as events can be about it. */
export function objectOf(
  publicId: string,
): { readonly objectType: ObjectType; readonly objectId: Uuid } | undefined {
  for (const objectType of OBJECT_TYPES) {
    const objectId = parsePublicId(OBJECT_PREFIXES[objectType], publicId);
    if (objectId !== undefined) return { objectType, objectId };
  }
  return undefined;
}

/** A thing as it was at that moment, as its reader is shown it: what goes over the wire. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** Whom an event is told to, and in which words. Nothing of the one party is in the words for the other. */
export interface Told {
  readonly to: Uuid;
  readonly data: Snapshot;
}

/** Something that happened, as it is written down. */
export interface NewEvent {
  readonly type: EventType;
  readonly objectType: ObjectType;
  readonly objectId: Uuid;
  /** Told to a merchant, a resident, or both. */
  readonly merchant: Told | null;
  readonly resident: Told | null;
  /** When it happened. */
  readonly createdAt: Date;
}

/** `payment.succeeded` of a payment that took one step. Its words are not kept, but printed from it when somebody reads them. */
export interface PaidAtOnce {
  readonly type: 'paid_at_once';
  readonly paymentId: Uuid;
  readonly merchantId: Uuid;
  readonly residentId: Uuid | null;
  readonly createdAt: Date;
}

export type TellableEvent = NewEvent | PaidAtOnce;

/** Whose events are read. */
export interface EventOwner {
  readonly kind: 'merchant' | 'resident';
  readonly id: Uuid;
}

/** An event as one of its owners is told of it. */
export interface OwnedEvent {
  /** Its place in the one order of all events. Never goes over the wire: it would tell how much the city pays. */
  readonly sequence: bigint;
  readonly id: Uuid;
  readonly type: EventType;
  readonly objectType: ObjectType;
  readonly objectId: Uuid;
  /** 1, 2, 3 … for each thing: whoever has seen a larger one can drop a smaller one. */
  readonly objectVersion: number;
  readonly owner: EventOwner;
  readonly data: Snapshot;
  readonly createdAt: Date;
}

const BUSINESS: ReadonlySet<EventType> = new Set(BUSINESS_EVENT_TYPES);

/** Types that a caller may read: what is done to the business is for those who manage it. */
export function readableTypes({ managesBusiness }: { readonly managesBusiness: boolean }): EventType[] {
  return EVENT_TYPES.filter((type) => managesBusiness || !BUSINESS.has(type));
}

/** An event on the wire, everywhere the same: in lists, on streams and in webhooks. */
export type PrintedEvent = ReturnType<typeof printEvent>;

/** In the newest words (`versions/older-events.ts` has the others). Members come in one order. */
export function printEvent({ id, type, objectType, objectId, objectVersion, data, createdAt }: OwnedEvent) {
  return {
    id: formatPublicId('evt', id),
    object: 'event',
    type,
    object_type: objectType,
    object_id: formatPublicId(OBJECT_PREFIXES[objectType], objectId),
    object_version: objectVersion,
    data,
    created_at: createdAt.toISOString(),
  };
}
