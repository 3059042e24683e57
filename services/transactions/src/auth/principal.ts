import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { ApiVersion } from '../http/api-version.ts';

/** The operator's staff and services. */
export interface OperatorPrincipal {
  readonly kind: 'operator';
}

/** How sure we are of who a resident is: a general sign-in, or one with a proven identity. */
export const ASSURANCES = ['general', 'gold'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** Someone who has just proved who they are, on whatever device: may enrol a phone, or freeze a wallet. */
export interface SignInPrincipal {
  readonly kind: 'sign_in';
  readonly signInId: Uuid;
  readonly residentId: Uuid;
  readonly assurance: Assurance;
}

/** A resident's phone. */
export interface ResidentPrincipal {
  readonly kind: 'resident';
  readonly residentId: Uuid;
  readonly walletId: Uuid;
  /** The wallet's account in the ledger. */
  readonly walletAccount: Uuid;
  readonly currency: CurrencyCode;
  readonly assurance: Assurance;
  /** Null for the token of a sandbox, which belongs to no device. */
  readonly deviceId: Uuid | null;
  /** Until when a new device may do less (24 h); null for the resident's first, and once it is over. */
  readonly coolingUntil: Date | null;
}

/** What an API key or a cashier may do for a merchant. */
export const PERMISSIONS = [
  'payments:charge',
  'payments:read',
  'payments:refund',
  'merchant:manage',
  // All that a key on a till needs when its cashiers sign in.
  'cashiers:sign_in',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who acts for the merchant: every action is put down to one. */
export interface MerchantActor {
  readonly kind: 'api_key' | 'cashier';
  readonly id: Uuid;
  /** The till that a cashier has signed in at; null for a key, which acts at any. */
  readonly terminalId: Uuid | null;
}

/** The actor's public id, `key_…` or `csh_…`: what the journal keeps of who acted. */
export function actorId({ kind, id }: MerchantActor): string {
  return formatPublicId(kind === 'cashier' ? 'csh' : 'key', id);
}

/** Whether the actor may take money at this till: a cashier at the one they have signed in at. */
export function actsAt({ terminalId }: MerchantActor, till: Uuid): boolean {
  return terminalId === null || terminalId === till;
}

/** A merchant's server, or a cashier at a till. */
export interface MerchantPrincipal {
  readonly kind: 'merchant';
  readonly merchantId: Uuid;
  /** What we owe the merchant: its account in the ledger. */
  readonly payableAccount: Uuid;
  readonly currency: CurrencyCode;
  readonly actor: MerchantActor;
  readonly permissions: ReadonlySet<Permission>;
  /** The most that the actor may give back of one payment in all, in minor units; null for no cap. */
  readonly refundCapMinor: bigint | null;
  /** What it is answered in when a request names no other. */
  readonly apiVersion: ApiVersion;
}

/** Somebody who has applied to become a merchant, and asks what became of it. */
export interface ApplicantPrincipal {
  readonly kind: 'applicant';
  readonly applicationId: Uuid;
}

export type Principal =
  | OperatorPrincipal
  | SignInPrincipal
  | ResidentPrincipal
  | MerchantPrincipal
  | ApplicantPrincipal;
