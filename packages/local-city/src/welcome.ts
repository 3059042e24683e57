import { relative } from 'node:path';
import type { CityUrls } from './city-plan.ts';

export interface WelcomeOptions {
  readonly urls: CityUrls;
  /** The file that sets addresses and credentials in a shell. */
  readonly quickStart: string;
  say(line: string): void;
}

/** The one line that scripts wait for, and below it what a newcomer can do next, ready to paste. */
export function printWelcome({ urls, quickStart, say }: WelcomeOptions): void {
  say(`
Stop with Ctrl-C. Data and logs are in .tamsui/; \`npm run reset\` starts over.

Tamsui is ready

Mei has money in her wallet and stands at the Tamsui Tea House. In another terminal, in this folder:

  . ./${relative(process.cwd(), quickStart)}    # sets API (${urls.transactions}), MEI, TEA_HOUSE, TERMINAL, FINANCE ...

Mei shows a payment code, the tea house scans it and takes NT$120:

  CODE=$(curl -s $API/v1/payment-codes -H "Authorization: Bearer $MEI" --json '{}' | node -pe 'JSON.parse(fs.readFileSync(0)).code')
  curl -s $API/v1/payments -H "Authorization: Bearer $TEA_HOUSE" -H "Idempotency-Key: till-1-$CODE" \\
    --json '{"code":"'$CODE'","amount":"120","currency":"TWD","terminal":"'$TERMINAL'","order_reference":"A-1"}'

What is left in the wallet:

  curl -s $API/v1/wallet -H "Authorization: Bearer $MEI"

The README goes on from here: refund, statement, closing the day, the bank file. \`npm run demo\` plays a whole day.
`);
}
