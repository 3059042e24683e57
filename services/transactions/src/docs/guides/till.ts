import { html } from '../html.ts';
import { code, type Guide, see, to } from './guide.ts';

export const TILL: Guide = {
  name: 'till',
  title: 'Build a till',
  body: html`<p>A till has an API key that may only charge, read and refund (${to('createApiKey')}, <code>scopes</code>), or a cashier's session
(${to('signInCashier')}): then what a person may give back is capped, and every sale says who took it.</p>
<h4>Charge the code of a phone</h4>
<p>Write the sale down with its key before you send it, and forget it when you know what became of it. So a till that loses its power
in between sends the same again, and charges once.</p>
${code('charge')}
<p>After a refusal the next code is a new sale under a new key. <code>moneyMoved</code> is false when it is decided that this one takes nothing; what
was not decided, as <code>duplicate_suspected</code> and what is <code>retryable</code>, goes on under its key.</p>
${code('final-refusal')}
<p>Above a threshold the answer is <code>awaiting_confirmation</code>: the resident is asked on the phone, and
<code>waitForPayment</code> waits for what they say. <code>duplicate_suspected</code> means that the same resident has just paid the
same amount here, and nothing was charged: ask the cashier, and send <code>confirm_duplicate</code> if it is meant.</p>
<h4>Show a code of your own</h4>
<p><code>text</code> is an EMV QR code for one sale of a fixed amount, paid at most once. Draw it; the stream tells of the payment.</p>
${code('shop-code')}
<h4>Take now, charge later</h4>
${code('authorise')}
<p>The money is set aside until <code>authorisation.expires_at</code>. Capture it whole or in parts; <code>final</code> gives the rest back
at once, and ${to('voidPayment')} all of it.</p>
${code('capture')}
<h4>Give back</h4>
<p>In parts or at once, by any till of the merchant, and never more than was paid.</p>
${code('refund')}
<h4>Hear of payments</h4>
${code('till-stream')}
<p>When an answer does not come: ${see('certainty', 'retries and certainty')}.</p>
`,
};
