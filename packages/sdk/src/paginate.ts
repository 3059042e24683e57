import type { TamsuiClient } from './client.ts';
import type { Input, OperationName, Output } from './operation-types.ts';

interface AnyPage {
  readonly data: readonly unknown[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** Operations that answer in pages. */
export type ListName = {
  [Name in OperationName]: Output<Name> extends AnyPage ? Name : never;
}[OperationName];

type Item<Name extends ListName> =
  Output<Name> extends { readonly data: readonly (infer One)[] } ? One : never;

/**
 * Every item of a list, page by page as they are asked for.
 * @throws TamsuiError
 */
export async function* paginate<Name extends ListName>(
  client: TamsuiClient,
  name: Name,
  input: Input<Name>,
): AsyncGenerator<Item<Name>, void, undefined> {
  // The list of events goes on behind its last one; all others have a cursor.
  const place = name === 'listEvents' ? 'after' : 'cursor';
  let query = { ...(input as { readonly query?: object }).query };
  for (;;) {
    const ask = client.call as (name: Name, input: unknown) => Promise<Output<Name>>;
    const page = (await ask(name, { ...input, query })) as AnyPage;
    yield* page.data as Item<Name>[];
    if (!page.has_more || page.next_cursor === null) return;
    query = { ...query, [place]: page.next_cursor };
  }
}
