import { z } from 'zod';

/** ITU-T E.164: a plus sign and at most fifteen digits, none of them a leading zero. */
const E164 = /^\+[1-9][0-9]{6,14}$/;
/** As people in Taiwan write it: ten digits that begin with 09. */
const TAIWAN_MOBILE = /^09[0-9]{8}$/;
const DECORATION = /[\s().-]/g;
const MAX_LENGTH = 32;

/** One spelling for one number, E.164: `0912-345-678` is `+886912345678`. Undefined when it is none. */
export function parsePhoneNumber(text: string): string | undefined {
  const plain = text.replaceAll(DECORATION, '');
  if (E164.test(plain)) return plain;
  return TAIWAN_MOBILE.test(plain) ? `+886${plain.slice(1)}` : undefined;
}

/** A phone number in a body: becomes E.164. */
export const phoneNumberField = z
  .string()
  .max(MAX_LENGTH)
  .transform((text, context) => {
    const number = parsePhoneNumber(text);
    if (number !== undefined) return number;
    const message = 'must be a phone number, for example +886912345678';
    context.addIssue({ code: 'custom', params: { code: 'phone_number_malformed' }, message });
    return z.NEVER;
  });
