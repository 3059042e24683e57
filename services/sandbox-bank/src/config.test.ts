import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const GOOD = {
  DATABASE_URL: 'postgres://bank@127.0.0.1/bank',
  BANK_API_TOKEN: 'x'.repeat(20),
  BANK_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24).toString('base64')}`,
  WEBHOOK_URL: 'http://127.0.0.1:7101/v1/bank-webhooks',
};

describe('readConfig', () => {
  it('fills in what has a default', () => {
    expect(readConfig(GOOD)).toMatchObject({
      host: '127.0.0.1',
      port: 7103,
      logLevel: 'info',
      cityTimeZone: 'Asia/Taipei',
    });
  });

  it('lists all problems in one error, without the values', () => {
    const bad = {
      DATABASE_URL: 'mysql://x',
      PORT: '99999',
      BANK_API_TOKEN: 'short-secret',
      CITY_TIME_ZONE: 'Mars',
    };
    expect(() => readConfig(bad)).toThrow(
      /PORT[\s\S]*DATABASE_URL[\s\S]*BANK_API_TOKEN[\s\S]*WEBHOOK_URL[\s\S]*BANK_WEBHOOK_SECRET[\s\S]*CITY_TIME_ZONE/,
    );
    expect(() => readConfig(bad)).not.toThrow(/short-secret/);
  });

  it.each([
    ['without prefix', Buffer.alloc(24).toString('base64')],
    ['of 23 bytes', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['of 65 bytes', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ])('refuses a webhook secret %s', (_title, secret) => {
    expect(() => readConfig({ ...GOOD, BANK_WEBHOOK_SECRET: secret })).toThrow(/BANK_WEBHOOK_SECRET/);
  });
});
