import { html } from '../html.ts';
import { code, type Guide, to } from './guide.ts';

export const DATA_RIGHTS: Guide = {
  name: 'data-rights',
  title: 'Data rights',
  body: html`<p>A wallet that people trust offers these three, in plain sight.</p>
<h4>A copy of everything</h4>
<p>With the PIN. Some seconds later there is a ZIP with JSON and CSV, a manifest and its signature; ${to('listDataExportKeys')} has the keys
to verify it with. It can be fetched for a day.</p>
${code('data-export')}
<h4>Who has read it</h4>
<p>${to('listRecordAccesses')} lists every reading of the resident's record: who, why, which fields.</p>
<h4>The end</h4>
<p>${to('closeWallet')} freezes the wallet, pays what is left to the resident's own bank account and closes it. What the law wants kept is kept
for as long as it says, and then destroyed; ${to('getWalletClosing')} says when.</p>
`,
};
