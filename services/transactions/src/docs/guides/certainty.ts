import { html } from '../html.ts';
import { code, type Guide, table, to } from './guide.ts';

const c = (word: string) => html`<code>${word}</code>`;

export const CERTAINTY: Guide = {
  name: 'certainty',
  title: 'Retries and certainty',
  body: html`<p>A payment is decided in one commit. What is answered 2xx, or refused, stays so, whatever crashes afterwards. Only an answer that did not
arrive leaves a question, and the same request under the same key answers it.</p>
<h4>Keys</h4>
<ul>
<li>An <code>Idempotency-Key</code> names one wish: one sale, one refund, one top-up. It belongs to one caller and one operation.</li>
<li>The same key and body get the same answer for ever, refusals included, with <code>Idempotent-Replayed: true</code>.
An answer that is replayed tells how it was; ask ${to('getPayment')} how it is.</li>
<li>The same key with another body is 422 <code>idempotency_key_reused</code>, and nothing happens.</li>
<li>After a refusal a new try is a new wish: take a new key.</li>
</ul>
<p>The SDK makes a key for each call and keeps it in its retries. Give your own, and keep it on disk, where a crash must not
make it forgotten. It sends again after no answer and after what says <code>retryable</code>, with growing pauses and never before
<code>Retry-After</code>.</p>
<h4>States of a payment</h4>
${table(
  'States of a payment',
  ['status', 'finished', 'Has money moved?', 'What to do'],
  [
    [c('awaiting_confirmation'), 'no', 'no', 'Wait: the resident is asked. It ends by itself.'],
    [
      c('authorised'),
      'no',
      'set aside, and what was captured has',
      html`Capture it, or ${to('voidPayment')}.`,
    ],
    [c('succeeded'), 'yes', 'yes', html`Hand the goods over. Back goes it only by ${to('createRefund')}.`],
    [c('failed'), 'yes', 'no', html`${c('failure.code')} says why.`],
    [c('voided'), 'yes', 'no', 'The shop gave it back before it captured any of it.'],
    [c('expired'), 'yes', 'no', 'Nobody captured it in time.'],
  ],
)}
<p>Words may be added: go by <code>finished</code>, and where it is there by <code>money_moved</code>.</p>
<h4>When the answer is lost for good</h4>
<p>The SDK throws <code>no_answer</code> when its time is up; the error has the <code>idempotencyKey</code>. Send the same call with that key,
or look whether there is a payment under it:</p>
${code('find-by-key')}
<p>None there yet does not mean that there will be none: the request may still be on its way. To be rid of it, cancel the order. Whatever was
taken goes back, and a payment of that order that arrives later is refused or refunded.</p>
${code('cancel')}
`,
};
