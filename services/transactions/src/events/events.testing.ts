import { type PublicIdPrefix, parsePublicId, type Uuid } from '@tamsui/ids';

/** The uuid that a public id spells. @throws when it spells none */
export function uuidOf(prefix: PublicIdPrefix, text: string): Uuid {
  const uuid = parsePublicId(prefix, text);
  if (uuid === undefined) throw new Error(`${text} is no ${prefix}_ id`);
  return uuid;
}
