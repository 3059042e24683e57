/** A message of a stream of server-sent events; one without data only says where the reader is. */
export interface SseMessage {
  readonly id: string | undefined;
  readonly data: string | undefined;
  readonly retryMs: number | undefined;
}

/** A message is an event of some kilobytes; what goes on without an end is no stream of ours. */
const MAX_BUFFER = 4 * 1024 * 1024;

/** Reads messages as the HTML standard has them (9.2.6). @throws RangeError when a message never ends */
export async function* parseSse(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<SseMessage, void, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BUFFER) throw new RangeError('a message of the stream does not end');
    // A CR at the very end may be half of a line break.
    const blocks = text.split(/\r\n\r\n|\n\n|\r\r(?!$)/);
    text = blocks.pop() ?? '';
    yield* blocks.map(messageOf);
  }
}

function messageOf(block: string): SseMessage {
  const data: string[] = [];
  let id: string | undefined;
  let retryMs: number | undefined;
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === 'data') data.push(value);
    if (field === 'id') id = value;
    if (field === 'retry' && /^\d{1,7}$/.test(value)) retryMs = Number(value);
  }
  return { id, data: data.length === 0 ? undefined : data.join('\n'), retryMs };
}
