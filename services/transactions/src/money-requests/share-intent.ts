import { publicIdField } from '../http/id-fields.ts';
import { moneyPayload, perCurrency, signedTerms } from '../intents/signed-terms.ts';
import type { ConsentTerms } from '../payment-confirmations/consent.ts';
import type { AskedShare } from './share-store.ts';

/** What a device signs to pay a share. */
export const shareIntent = perCurrency((city) => ({
  typ: 'pay-share+jws',
  payload: moneyPayload(city, {
    payee: publicIdField('wal').meta({ description: 'The `payee` of the share: the wallet of who asks.' }),
    share: publicIdField('shr'),
  }),
}));

/** What a resident says yes to when they pay a share. */
export function termsOfShare(asked: AskedShare, nonce: string): ConsentTerms {
  const { share, request, askerWallet: payee } = asked;
  const { amountMinor } = share;
  const { currency } = request;
  const said = { payee, share: share.id, amount: amountMinor, currency, nonce };
  return {
    signed: signedTerms(shareIntent(currency), said),
    movement: 'transfer',
    amountMinor,
    by: 'intent',
  };
}
