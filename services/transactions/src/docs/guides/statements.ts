import { html } from '../html.ts';
import { code, type Guide, to } from './guide.ts';

export const STATEMENTS: Guide = {
  name: 'statements',
  title: 'Statements',
  body: html`<p>${to('getWalletPeriodStatement')} and ${to('getMerchantPeriodStatement')} give all lines of some days, at most 366 days and 10,000 lines:</p>
${code('statement')}
<ul>
<li>The opening balance and the amounts of all lines are the closing balance, to the last minor unit, in every format.</li>
<li>Days are those of the city's time zone. <code>as_of</code> says when it was made: today may still get lines, a day that is over
never does.</li>
<li>Both sides of a payment have a line with its id, and the amounts differ by their sign alone. Fees are not taken from a payment but
from the payout.</li>
<li>The CSV is UTF-8 with a byte order mark, and text in it that a spreadsheet would take for a formula begins with an apostrophe.</li>
<li>A file that breaks off is asked for again by <code>download</code>: you get the whole or an error.</li>
</ul>
`,
};
