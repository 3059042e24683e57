import type { IssuedCode } from './payment-code.ts';

/**
 * Where codes in flight are kept. Losing all of them loses no money and no guarantee: residents show a new code, and
 * that a code works once is the book's promise, not the store's.
 */
export interface PaymentCodeStore {
  /** Keeps a code until some minutes after it expires. @throws Error when the store does not answer */
  put(code: string, issued: IssuedCode): Promise<void>;
  /** What a code stands for, expired or not; undefined when it is not (or no longer) known. */
  find(code: string): Promise<IssuedCode | undefined>;
}
