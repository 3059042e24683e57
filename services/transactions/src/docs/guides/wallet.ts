import { html } from '../html.ts';
import { code, type Guide, see, to } from './guide.ts';

export const WALLET: Guide = {
  name: 'wallet',
  title: 'Build a wallet',
  body: html`<h4>Make the phone a device</h4>
<p>A resident signs in at the city's identity provider, in a browser (OpenID Connect with PKCE; the verifier stays with the API).
The phone makes a key that never leaves it and enrols it; from then on each request carries a proof by that key (DPoP, RFC 9449).</p>
${code('enrol')}
<p>On a phone the key belongs in the secure element: <code>DeviceKey</code> is two members to write. Keep tokens and <code>offline_secret</code> in
encrypted storage, and new tokens before <code>onTokens</code> returns: a refresh token works once. A device after the resident's first may do less for
24 hours; <code>device_limit</code> says how much.</p>
<p>Then the resident sets a PIN (${to('setPin')}) and names a bank account (${to('linkBankAccount')}).</p>
<h4>Top up</h4>
${code('top-up')}
<h4>Pay with a code on the screen</h4>
<p>A code lives for a minute and pays once. Show the next one in time, and stop when the stream tells of the payment.</p>
${code('payment-codes')}
<p>Without a network the phone makes codes itself. What that may cost is capped.</p>
${code('offline-code')}
<h4>Pay a shop's code</h4>
<p>Send what the camera saw; show who is paid and how much; sign exactly that. A sticker has no <code>sale</code>: the resident enters the
amount, and <code>shop_code</code> and <code>order_reference</code> are null.</p>
${code('signer')}
${code('scan')}
<p>The intent has a nonce: for a retry send the same intent, and it pays at most once.</p>
<h4>Say yes above the threshold</h4>
<p>A larger payment waits for the resident: <code>payment.awaiting_confirmation</code> on the stream. The PIN does in place of a signature.</p>
${code('confirm')}
<h4>Send money</h4>
<p>Look the other resident up first and let yours compare the masked name. A large transfer needs the PIN, too
(<code>pin_required</code>).</p>
${code('transfer')}
<h4>Show what happens, as it happens</h4>
<p>The stream goes on behind the last event that you have kept, over as many connections as it takes, and tells each event once.</p>
${code('stream')}
<p>A list has the same events, for whoever wants to look back:</p>
${code('events')}
<p>A lost phone: a new sign-in alone freezes the wallet at once (${to('freezeWallet')}), and another device removes the lost one
(${to('removeDevice')}). See also ${see('statements', 'statements')} and ${see('data-rights', 'data rights')}.</p>
`,
};
