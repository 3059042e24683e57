import { CURRENT_API_VERSION } from '../../http/api-version.ts';
import { html } from '../html.ts';
import { type Guide, to } from './guide.ts';

export const VERSIONS: Guide = {
  name: 'versions',
  title: 'Versions',
  body: html`<p>Fields, operations, types of events and codes may be added to <code>/v1</code> at any time: ignore what you do not know. What would break
a program is a new version. It is named after the day from which it holds; the one now is <code>${CURRENT_API_VERSION}</code>.</p>
<p>An API key keeps the version that was the newest when it was made, until ${to('changeApiKey')} gives it another; a cashier has that of the
request that signed them in, and everybody else the newest. The header <code>Tamsui-Version</code> of a request names another for that
request alone, and every answer says in the same header which one it is in. The SDK sends it always, so answers fit its types. A retry under an
<code>Idempotency-Key</code> gets the bytes of the first answer: send it in the version of the first request.</p>
<p>An endpoint of webhooks keeps the version that it was made with (<code>api_version</code> of ${to('createWebhookEndpoint')}), so its messages do
not change under a server that nobody looks after.</p>
`,
};
