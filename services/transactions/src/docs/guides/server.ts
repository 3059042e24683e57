import { html } from '../html.ts';
import { code, type Guide, see, to } from './guide.ts';

export const SERVER: Guide = {
  name: 'server',
  title: "A shop's server and webhooks",
  body: html`<h4>Register an address</h4>
<p>The secret is shown this once. <code>signing: "ed25519"</code> gives you a public key instead, and then nobody but us can sign.
Without <code>types</code> you are sent everything. A ping shows whether the way is free.</p>
${code('register-webhook')}
<h4>Verify, then believe</h4>
<p>Messages follow Standard Webhooks 1.0.0, so any library for it verifies them, too. Verify the very bytes that came: JSON that was
parsed and printed again is another text. Answer 2xx as soon as you have kept the message, within 15 seconds, and work on it afterwards.</p>
${code('verify-webhook')}
<ul>
<li><b>Twice.</b> A message may come again: keep its <code>id</code> in the same transaction as what it made you do.</li>
<li><b>In any order.</b> <code>object_version</code> counts for its object: drop what is smaller than you have, or ask
${to('getPayment')} how it is now.</li>
<li><b>Late.</b> Any other answer is a failure, and the message comes again up to ten times within three days. 410 disables the endpoint at
once, three days of nothing but failures do, too (<code>webhook_endpoint.disabled</code>).</li>
<li><b>Missed.</b> ${to('replayWebhooks')} sends a span of time again. ${to('listEvents')} has everything without any webhook.</li>
<li><b>A new secret.</b> After ${to('rotateWebhookKey')} messages carry both signatures for a while: give
<code>verifyWebhook</code> both keys.</li>
</ul>
<h4>Reconcile</h4>
<p>A webhook is a hint; the list is the truth. Go through it once a day, or take the ${see('statements', 'statement')}.</p>
${code('list-payments')}
`,
};
