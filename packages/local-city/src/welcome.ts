import type { CityUrls } from './city-plan.ts';
import type { Seeded } from './seed.ts';

export interface WelcomeOptions {
  readonly urls: CityUrls;
  readonly seeded: Seeded;
  say(line: string): void;
}

/** The one line that scripts wait for, and below it what a newcomer can do next, ready to paste. */
export function printWelcome({ urls, seeded, say }: WelcomeOptions): void {
  const { merchant, resident } = seeded;
  say(`
Stop with Ctrl-C. Data and logs are in .tamsui/; \`npm run reset\` starts over.

Tamsui is ready

Mei has money in her wallet and stands at the Tamsui Tea House. In another terminal:

  export API=${urls.transactions}
  export MEI=${resident.token}
  export TEA_HOUSE=${merchant.apiKey}
  export TERMINAL=${merchant.terminal}

Mei shows a payment code, the tea house scans it and takes NT$120:

  CODE=$(curl -s -X POST $API/v1/payment-codes -H "Authorization: Bearer $MEI" \\
    -H 'Content-Type: application/json' -d '{}' | sed 's/.*"code":"\\([0-9]*\\)".*/\\1/')
  curl -s $API/v1/payments -H "Authorization: Bearer $TEA_HOUSE" \\
    -H 'Content-Type: application/json' -H "Idempotency-Key: till-1-$CODE" \\
    -d '{"code":"'$CODE'","amount":"120","currency":"TWD","terminal":"'$TERMINAL'","order_reference":"A-1"}'

What is left in the wallet:

  curl -s $API/v1/wallet -H "Authorization: Bearer $MEI"
`);
}
