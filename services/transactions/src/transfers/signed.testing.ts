import { type Answer, textOf } from '../testing/api.ts';
import { giveMoney } from '../testing/give-money.ts';
import { type EnrolledPhone, signInAndEnrol } from '../testing/sign-in.ts';
import type { TestService } from '../testing/test-service.ts';

/** A resident with a phone that signs, and with money. */
export interface SigningPayer extends EnrolledPhone {
  readonly wallet: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** A resident's phone: the first, or one that was enrolled after another and is new for a day. */
export async function createSigningPayer(
  service: TestService,
  person: string,
  amountMinor = 1_000_000n,
): Promise<SigningPayer> {
  const enrolled = await signInAndEnrol(service, person);
  await giveMoney(service, enrolled.phone.residentId, amountMinor);
  return { ...enrolled, wallet: textOf(await enrolled.api.get('/v1/wallet'), 'id') };
}

/** What every intent says, at an instant, under an Idempotency-Key. */
function commonClaims({ phone, wallet }: SigningPayer, now: Date, nonce: string): Claims {
  const iat = Math.floor(now.getTime() / 1_000);
  return { v: 1, device: phone.deviceId, payer: wallet, nonce, iat, exp: iat + 120 };
}

/** What a phone signs to send money, from the very body that it is going to send. */
export function transferClaims(payer: SigningPayer, now: Date, key: string, body: Claims): Claims {
  const { payee, amount, currency, message = null, at = null } = body;
  return { ...commonClaims(payer, now, key), payee, amount, currency, message, at };
}

/** What a phone signs to pay a share as it has read it. */
export function shareClaims(payer: SigningPayer, now: Date, key: string, share: Answer): Claims {
  const { id, payee, amount, currency } = share.body;
  return { ...commonClaims(payer, now, key), share: id, payee, amount, currency };
}

/** A payer alone: what is needed to sign. */
type Signing = Pick<SigningPayer, 'phone'>;

export function signAs({ phone }: Signing, typ: 'transfer+jws' | 'pay-share+jws', claims: Claims): string {
  return phone.key.signJws({ typ, kid: phone.deviceId }, claims);
}
