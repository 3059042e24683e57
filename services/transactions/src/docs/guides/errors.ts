import { html } from '../html.ts';
import { code, type Guide, see, table } from './guide.ts';

const c = (word: string) => html`<code>${word}</code>`;

export const ERRORS: Guide = {
  name: 'errors',
  title: 'Errors',
  body: html`<p>What goes wrong is a problem document (RFC 9457); the SDK throws it as a <code>TamsuiError</code>. Switch on
<code>code</code>, which stays; <code>detail</code> is for people and may be worded anew. Each operation below lists its codes.</p>
${code('refund')}
${table(
  'What to do with an error',
  ['status', 'What it means', 'What to do'],
  [
    [
      '400',
      html`The request is not as described. ${c('errors[].pointer')} names each field.`,
      'Mend the program.',
    ],
    ['401', 'Nobody is shown, or a token that is over.', 'The SDK renews once; then sign in again.'],
    ['402', 'The money is not there.', 'Tell the resident; nothing has moved.'],
    ['403', 'Not for this kind of caller, or this key.', 'Use another key, or ask who manages the business.'],
    ['404', 'Not there, or not yours: the same answer.', 'Do not retry.'],
    ['409', 'The thing is in another state.', html`Read it again; ${c('retryable')} alone says to wait.`],
    ['422', 'A key was used for something else.', html`See ${see('certainty', 'keys')}.`],
    ['429', 'Too much at once.', html`Wait for ${c('Retry-After')}. Nothing was done.`],
    ['500', 'Our mistake, and logged.', html`Tell us the ${c('request_id')}.`],
    ['503', 'A part of the city is away.', 'Send it again under the same key.'],
  ],
)}
<p>A limit that stands in the way is told to the wallet's holder with <code>limit</code>, <code>cap</code>, <code>left</code> and
<code>resets_on</code>; a till hears less, since it is none of its business. All members are in <code>error.problem</code>.</p>
<p>Two codes are the SDK's own: <code>no_answer</code>, when nothing was heard, and <code>unreadable_answer</code>, when what was heard is not of
this API.</p>
`,
};
