import type { CityUrls } from './city-plan.ts';
import type { CitySecrets } from './secrets.ts';
import type { Seeded } from './seed.ts';

export interface WelcomeOptions {
  readonly urls: CityUrls;
  readonly secrets: CitySecrets;
  readonly seeded: Seeded;
  say(line: string): void;
}

/** The one line that scripts wait for, and below it what a newcomer can do next. */
export function printWelcome({ urls, say }: WelcomeOptions): void {
  say('\nStop with Ctrl-C. Data and logs are in .tamsui/; `npm run reset` starts over.\n');
  say('Tamsui is ready');
  say(`\n  curl ${urls.transactions}/healthz`);
}
