import { expectStatus, type Http } from './http.ts';

const PAGE = 100;

/** Every item of a list that comes in pages with a cursor. */
export async function readAll<Item>(http: Http, path: string, token: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const place: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = expectStatus(await http.send({ path: `${path}?limit=${PAGE}${place}`, token }), 200);
    items.push(...(page.data as Item[]));
    cursor = page.has_more === true ? String(page.next_cursor) : undefined;
  } while (cursor !== undefined);
  return items;
}
