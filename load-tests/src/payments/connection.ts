import { connect, type Socket } from 'node:net';
import { type HttpAnswer, readAnswer } from './http-answer.ts';

export interface Reply extends HttpAnswer {
  /** Null unless bodies are kept. */
  readonly body: string | null;
}

/** A connection that carries one request at a time and is kept open. */
export interface Connection {
  /** Never rejects: a connection that breaks answers with the status 0, and the next request opens a new one. */
  send(request: Buffer): Promise<Reply>;
  close(): void;
}

const BROKEN: Reply = { status: 0, retryAfter: null, replayed: false, bodyStart: 0, end: 0, body: null };

/** More than an answer has. */
const READ_BYTES = 16_384;

/** @param keepBodies whether bodies are handed out, which costs a copy each */
export function createConnection(port: number, keepBodies: boolean): Connection {
  // Whatever the generator burns is not there for whom it measures: one buffer for all that it reads, and no stream.
  const buffer = Buffer.alloc(READ_BYTES);
  let socket: Socket | undefined;
  let read: Buffer | undefined;
  let answer: ((reply: Reply) => void) | undefined;

  function settle(reply: Reply): void {
    const waiting = answer;
    answer = undefined;
    waiting?.(reply);
  }

  function hear(part: Buffer): void {
    const bytes = read === undefined ? part : Buffer.concat([read, part]);
    const found = readAnswer(bytes);
    // What was read is written over by the next read.
    read = found === undefined ? Buffer.from(bytes) : undefined;
    if (found === undefined) return;
    settle({ ...found, body: keepBodies ? bytes.toString('utf8', found.bodyStart, found.end) : null });
  }

  function callback(length: number): true {
    hear(buffer.subarray(0, length));
    return true;
  }

  function open(): Socket {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer, callback } });
    // What follows is `close`, which says all that matters here.
    opened.on('error', () => undefined);
    opened.on('close', () => {
      if (socket !== opened) return;
      socket = undefined;
      read = undefined;
      settle(BROKEN);
    });
    return opened;
  }

  return {
    send: (request) =>
      new Promise((resolve) => {
        answer = resolve;
        socket ??= open();
        socket.write(request);
      }),
    close: () => {
      const open = socket;
      socket = undefined;
      open?.destroy();
    },
  };
}
