import type { ServerResponse } from 'node:http';
import type { HeaderSink } from './http-request.ts';

/** The head of an answer as it is gathered, and the one write that sends it with its body. */
export class DirectAnswer implements HeaderSink {
  readonly #res: ServerResponse;
  /** Names and values in turns: Node writes them as they are, where headers set one by one are looked up and kept. */
  readonly #headers: string[];

  /** @param headers names and values, in turns */
  constructor(res: ServerResponse, headers: readonly string[]) {
    this.#res = res;
    this.#headers = [...headers];
  }

  set(headers: Readonly<Record<string, string>>): void {
    for (const name in headers) this.#headers.push(name, headers[name] ?? '');
  }

  get(name: string): string | undefined {
    const at = this.#headers.findIndex((header, index) => index % 2 === 0 && header === name);
    return at < 0 ? undefined : this.#headers[at + 1];
  }

  once(event: 'close', listener: () => void): void {
    this.#res.once(event, listener);
  }

  /** Sends it. Text and head go out together. */
  send(status: number, type?: string, text = ''): void {
    const headers = this.#headers;
    if (type !== undefined) {
      headers.push('Content-Type', type, 'Content-Length', String(Buffer.byteLength(text)));
    }
    this.#res.writeHead(status, headers).end(text);
  }
}
