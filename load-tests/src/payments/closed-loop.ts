import { setTimeout as sleep } from 'node:timers/promises';
import { createAnswerSheet } from './answer-sheet.ts';
import { type Connection, createConnection, type Reply } from './connection.ts';
import { requestBytes } from './request-bytes.ts';
import { type Answers, type ClosedLoop, isShed, type WhenShed } from './traffic.ts';

/** For a caller that was turned away and not told for how long. */
const USUAL_RETRY_AFTER_SECONDS = 1;

export async function runClosedLoop(traffic: ClosedLoop): Promise<Answers> {
  const { ports, requests, keepBodies = false, whenShed = 'go on', seconds } = traffic;
  const written = requests.map(requestBytes);
  const sheet = createAnswerSheet(requests.length);
  const startMs = performance.now();
  const untilMs = seconds === undefined ? Number.POSITIVE_INFINITY : startMs + seconds * 1_000;
  let next = 0;

  async function drive(connection: Connection): Promise<void> {
    while (next < written.length && performance.now() < untilMs) {
      const index = next;
      next += 1;
      if ((await ask(connection, index)) === 'end') return;
    }
  }

  /** `end`: it was told to come back when the time will be over, so this caller is done. */
  async function ask(connection: Connection, index: number): Promise<'next' | 'end'> {
    const begunMs = performance.now();
    for (;;) {
      const reply = await connection.send(written[index] as Buffer);
      const nowMs = performance.now();
      sheet.write(index, reply, nowMs - begunMs);
      const waitMs = waitBeforeAgainMs(whenShed, reply);
      if (waitMs === undefined) return 'next';
      if (nowMs + waitMs >= untilMs) return 'end';
      if (waitMs > 0) await sleep(waitMs);
    }
  }

  const connections = openConnections(traffic.connections, ports, keepBodies);
  await Promise.all(connections.map(drive));
  const tookSeconds = (performance.now() - startMs) / 1_000;
  for (const connection of connections) connection.close();
  return sheet.finish(tookSeconds);
}

/** Undefined: it does not send the same again. */
function waitBeforeAgainMs(whenShed: WhenShed, reply: Reply): number | undefined {
  if (whenShed === 'go on' || !isShed(reply.status)) return undefined;
  return whenShed === 'again at once' ? 0 : (reply.retryAfter ?? USUAL_RETRY_AFTER_SECONDS) * 1_000;
}

export function openConnections(
  count: number,
  ports: readonly number[],
  keepBodies: boolean,
): readonly Connection[] {
  return Array.from({ length: count }, (_, at) =>
    createConnection(ports[at % ports.length] as number, keepBodies),
  );
}
