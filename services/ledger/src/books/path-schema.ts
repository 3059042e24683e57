import { isUuid } from '@tamsui/ids';
import { z } from 'zod';

/** A path that names a book and a thing in it. */
export const pathWithId = z.object({ book: z.string(), id: z.string().refine(isUuid, 'must be a UUID') });
