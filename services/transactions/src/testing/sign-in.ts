import { enrolPhone, type Phone, type PhoneOptions } from '@tamsui/testing';
import { type Api, createApi } from './api.ts';
import type { TestService } from './test-service.ts';

/** A resident's phone, and the API as this phone speaks to it. */
export interface EnrolledPhone {
  readonly phone: Phone;
  readonly api: Api;
}

/**
 * Signs a person in at the sandbox's provider and enrols a phone, on the service's clock. The service must run with
 * `identity: true`. @param person `mei`, `hao`, `ting`, `jun`, `yun`, `an`, or `guest-1` and so on
 */
export async function signInAndEnrol(
  { url, clock }: TestService,
  person: string,
  options: Partial<PhoneOptions> = {},
): Promise<EnrolledPhone> {
  const phone = await enrolPhone({ apiUrl: url, now: clock.now, ...options, person });
  return { phone, api: createApi(options.apiUrl ?? url, phone.headersFor) };
}
