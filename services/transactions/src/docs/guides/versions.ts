import { CURRENT_API_VERSION } from '../../http/api-version.ts';
import { html } from '../html.ts';
import { type Guide, to } from './guide.ts';

export const VERSIONS: Guide = {
  name: 'versions',
  title: 'Versions',
  body: html`<p>Fields, operations, types of events and codes may be added to <code>/v1</code> at any time: ignore what you do not know. What would break
a program is a new version. It is named after the day from which it holds; the one now is <code>${CURRENT_API_VERSION}</code>.</p>
<p>An endpoint of webhooks keeps the version that it was made with (<code>api_version</code> of ${to('createWebhookEndpoint')}), so its messages do
not change under a server that nobody looks after.</p>
`,
};
