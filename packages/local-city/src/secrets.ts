import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { newSecretToken } from '@tamsui/ids';
import { writePrivateFile } from './private-file.ts';

/** Made once for this clone. They protect nothing but a city on one's own machine, yet none is a default. */
export interface CitySecrets {
  readonly postgresPassword: string;
  readonly ledgerApiToken: string;
  readonly bankApiToken: string;
  /** As Standard Webhooks 1.0.0 writes it: `whsec_` and base64 of 32 bytes. */
  readonly bankWebhookSecret: string;
  readonly operatorToken: string;
  readonly financeToken: string;
  /** Twelve digits: the account at the bank that holds the residents' money. */
  readonly safeguardedBankAccount: string;
  /** For whoever asks the notary to prove an entry. */
  readonly notaryApiToken: string;
  /** Three keys of 32 bytes in base64url: for people's keys, for finding people, and for PINs. */
  readonly personalDataKey: string;
  readonly personalIndexKey: string;
  readonly pinPepper: string;
  /** 32 bytes in base64url: the seed that signs what shops show. */
  readonly shopCodeKey: string;
  readonly identityClientSecret: string;
  /** 32 bytes in base64url: closes what belongs to residents' devices. */
  readonly identityKey: string;
  readonly ledgerDatabasePassword: string;
  readonly transactionsDatabasePassword: string;
  readonly settlementDatabasePassword: string;
  readonly sandboxBankDatabasePassword: string;
  readonly notaryDatabasePassword: string;
  readonly auditorDatabasePassword: string;
}

const TOKEN_BYTES = 32;
const ACCOUNT_DIGITS = 12;

/** Reads the secrets, and makes those that the file does not have yet. */
export function openSecrets(file: string): CitySecrets {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<CitySecrets>) : {};
  const secrets = { ...newSecrets(), ...known };
  writePrivateFile(file, secrets);
  return secrets;
}

function newSecrets(): CitySecrets {
  return {
    postgresPassword: randomText(),
    ledgerApiToken: randomText(),
    bankApiToken: randomText(),
    bankWebhookSecret: `whsec_${randomBytes(TOKEN_BYTES).toString('base64')}`,
    operatorToken: newSecretToken('op_test').token,
    financeToken: newSecretToken('op_test').token,
    safeguardedBankAccount: randomDigits(ACCOUNT_DIGITS),
    notaryApiToken: randomText(),
    personalDataKey: randomText(),
    personalIndexKey: randomText(),
    pinPepper: randomText(),
    shopCodeKey: randomText(),
    identityClientSecret: randomText(),
    identityKey: randomText(),
    ledgerDatabasePassword: randomText(),
    transactionsDatabasePassword: randomText(),
    settlementDatabasePassword: randomText(),
    sandboxBankDatabasePassword: randomText(),
    notaryDatabasePassword: randomText(),
    auditorDatabasePassword: randomText(),
  };
}

function randomText(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** The first digit is not zero, so that no spreadsheet shortens the number. */
function randomDigits(length: number): string {
  const rest = Array.from({ length: length - 1 }, () => randomInt(10));
  return [randomInt(1, 10), ...rest].join('');
}
