import { readConfig, secret, serviceConfig } from '@tamsui/platform/config';
import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ });

export const sandboxIdentityConfig = serviceConfig.pick({ HOST: true, PORT: true, LOG_LEVEL: true }).extend({
  /** What ID tokens say who issued them, and where browsers reach us: `http://127.0.0.1:7105`. */
  ISSUER: address.refine((text) => !text.endsWith('/'), 'must not end in a slash'),
  IDENTITY_CLIENT_ID: z.string().min(1),
  IDENTITY_CLIENT_SECRET: secret,
  /** Where a signed-in person may be sent; separated by commas. `ISSUER/signed-in` is a page of our own. */
  REDIRECT_URIS: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(address).min(1)),
});

export type SandboxIdentityConfig = z.output<typeof sandboxIdentityConfig>;

/** The only reader of the environment. @throws Error that lists every wrong variable */
export const readSandboxIdentityConfig = (): SandboxIdentityConfig => readConfig(sandboxIdentityConfig);
