import type { Command } from '@tamsui/book';
import { invariant } from '@tamsui/errors';
import type { BookWriter } from '../books/book-writer.ts';

/**
 * Submits groups in their order, with as many callers waiting at a time. With two callers no two groups ever wait
 * together, so each becomes a batch of its own, and two batches are under way.
 * @throws Bug when a command is not posted: a figure without its work is worth nothing
 */
export async function submitAll(
  writer: BookWriter,
  groups: readonly (readonly Command[])[],
  callers: number,
): Promise<void> {
  let at = 0;
  async function call(): Promise<void> {
    for (let group = groups[at]; group !== undefined; group = groups[at]) {
      at += 1;
      for (const outcome of await writer.submit(group)) {
        invariant(outcome.status === 'decided' && !outcome.replayed, 'every command of the bench is new');
        invariant(outcome.entry.refusal === null, `nothing is refused: ${outcome.entry.refusal?.code}`);
      }
    }
  }
  await Promise.all(Array.from({ length: callers }, call));
}
