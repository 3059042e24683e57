import { html } from '../html.ts';
import { code, type Guide, see, to } from './guide.ts';

export const GETTING_STARTED: Guide = {
  name: 'getting-started',
  title: 'Getting started',
  body: html`<p><code>npm start</code> runs a whole city on your machine: this API at <code>http://127.0.0.1:7100</code>, a bank and
an identity provider to develop against. <code>.tamsui/quickstart.sh</code> has a merchant's key, a terminal and a resident's token.</p>
<p><code>@tamsui/sdk</code> calls every operation by its name, with typed input and answer, keeps one key through all
retries, and needs nothing but <code>fetch</code>. All code in these guides is from a wallet, a till and a shop's server that play a
day in our tests with this package alone; names that are not explained come from it. <code>npm run pack:sdk</code> in the clone packs it as
<code>tamsui-sdk-0.1.0.tgz</code>, and <code>npm install ../tamsui/tamsui-sdk-0.1.0.tgz</code> puts that into your project.</p>
${code('till-client')}
<ul>
<li>Amounts are decimal strings in major units with a currency: <code>"120"</code> is NT$120. Add them up with <code>toMinor</code>,
<code>fromMinor</code> and <code>sum</code>, which use whole minor units, never with floating point.</li>
<li>Ids begin with what they name: <code>pay_</code>, <code>rfd_</code>, <code>wal_</code>. Take the rest as it is.</li>
<li>Instants are UTC. A <code>business_date</code> is a day in the city's time zone: do not make one from an instant.</li>
<li>Lists come in pages: <code>paginate</code> goes through all of them.</li>
<li>Every answer has a <code>Request-Id</code>. Log it: whoever helps you will ask for it.</li>
<li>A field or a type of event that you do not know is no error. More of them may come at any time.</li>
</ul>
<p>Next: ${see('wallet', 'a wallet')}, ${see('till', 'a till')} or ${see('server', "a shop's server")}. A key's merchant, as the API sees it, is at ${to('getOwnMerchant')}.</p>
`,
};
