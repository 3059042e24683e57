import type { CityUrls } from './city-plan.ts';
import type { CitySecrets } from './secrets.ts';
import type { Seeded } from './seed.ts';

export interface QuickStart {
  readonly urls: CityUrls;
  readonly secrets: CitySecrets;
  readonly seeded: Seeded;
}

/** What the README's quick start needs, as a file for a shell to read. No value here needs quoting: none has a blank. */
export function quickStartText({ urls, secrets, seeded }: QuickStart): string {
  const values = {
    API: urls.transactions,
    SETTLEMENT: urls.settlement,
    BANK: urls['sandbox-bank'],
    MEI: seeded.resident.token,
    TEA_HOUSE: seeded.merchant.apiKey,
    TERMINAL: seeded.merchant.terminal,
    FINANCE: secrets.financeToken,
    OPERATOR: secrets.operatorToken,
    BANK_TOKEN: secrets.bankApiToken,
    SAFEGUARDED_ACCOUNT: secrets.safeguardedBankAccount,
  };
  return Object.entries(values)
    .map(([name, value]) => `export ${name}=${value}\n`)
    .join('');
}
