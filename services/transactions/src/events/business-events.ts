import { invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { type BusinessEventType, type NewEvent, objectOf } from './event.ts';

/** What was done to a merchant's own things, and by whom. */
interface BusinessChange {
  readonly merchantId: Uuid;
  readonly actor: string;
  readonly action: BusinessEventType;
  /** The public id of what it was done to. */
  readonly subject: string;
  readonly facts?: Readonly<Record<string, string | number | null>>;
  readonly at: Date;
}

/** It is told in the words in which it is on the merchant's list of who did what. */
export function businessEvent({
  merchantId,
  actor,
  action,
  subject,
  facts = {},
  at,
}: BusinessChange): NewEvent {
  const object = objectOf(subject);
  invariant(object !== undefined, 'what was changed has an id of ours');
  const data = { at: at.toISOString(), actor, action, subject, facts };
  return { type: action, ...object, merchant: { to: merchantId, data }, resident: null, createdAt: at };
}
