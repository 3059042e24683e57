import { request } from 'node:http';

/** A message of a stream. */
interface Told {
  readonly id: string;
  /** Undefined for a place, which is an id alone. */
  readonly event: Readonly<Record<string, unknown>> | undefined;
}

/** Somebody who reads a stream. */
export interface StreamReader {
  readonly status: number;
  /** What a refusal said. */
  readonly problem: Readonly<Record<string, unknown>>;
  readonly told: readonly Told[];
  /** The events among them. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** The id to go on with. */
  readonly lastId: string;
  readonly text: string;
  readonly isOver: boolean;
  /** Takes nothing from now on, without leaving. */
  stall(): void;
  resume(): void;
  leave(): void;
}

/** Opens the live stream of the API as an EventSource does, by what Node brings. Resolves with the first answer. */
export function readStream(
  baseUrl: string,
  headers: Readonly<Record<string, string>>,
  query = '',
): Promise<StreamReader> {
  return new Promise((resolve, reject) => {
    const req = request(`${baseUrl}/v1/events/stream${query}`, { headers, agent: false });
    req.once('error', reject);
    req.once('response', (res) => {
      let text = '';
      let isOver = false;
      res.setEncoding('utf8');
      res.on('data', (chunk: string) => {
        text += chunk;
      });
      res.on('error', () => undefined);
      res.once('close', () => {
        isOver = true;
      });
      const isOpen = res.statusCode === 200;
      const reader: StreamReader = {
        status: res.statusCode ?? 0,
        get problem() {
          return isOpen ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
        },
        get told() {
          return messagesOf(text);
        },
        get events() {
          return messagesOf(text).flatMap(({ event }) => (event === undefined ? [] : [event]));
        },
        get lastId() {
          return messagesOf(text).at(-1)?.id ?? '';
        },
        get text() {
          return text;
        },
        get isOver() {
          return isOver;
        },
        stall: () => res.pause(),
        resume: () => res.resume(),
        leave: () => req.destroy(),
      };
      req.removeListener('error', reject);
      req.on('error', () => undefined);
      if (isOpen) res.once('data', () => resolve(reader));
      else res.once('end', () => resolve(reader));
    });
    req.end();
  });
}

function messagesOf(text: string): Told[] {
  // What follows the last blank line has not come whole.
  const blocks = text.split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    const id = field('id');
    const data = field('data');
    if (id === undefined) return [];
    return [{ id, event: data === undefined ? undefined : (JSON.parse(data) as Record<string, unknown>) }];
  });
}
