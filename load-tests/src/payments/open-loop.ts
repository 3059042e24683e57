import { createAnswerSheet } from './answer-sheet.ts';
import { openConnections } from './closed-loop.ts';
import type { Connection } from './connection.ts';
import { requestBytes } from './request-bytes.ts';
import type { Answers, OpenLoop } from './traffic.ts';

/** How often it looks for what is due. What it is late by counts as latency, against us. */
const TICK_MS = 1;

export function runOpenLoop(traffic: OpenLoop): Promise<Answers> {
  const { ports, requests, dueMs, keepBodies = false } = traffic;
  const written = requests.map(requestBytes);
  const sheet = createAnswerSheet(requests.length);
  const connections = openConnections(traffic.connections, ports, keepBodies);
  const idle = [...connections];
  const overdue: number[] = [];
  const startMs = performance.now();
  let next = 0;
  let answered = 0;

  return new Promise((resolve) => {
    const timer = setInterval(startDue, TICK_MS);
    if (written.length === 0) finish();

    function startDue(): void {
      const elapsedMs = performance.now() - startMs;
      while (next < written.length && (dueMs[next] as number) <= elapsedMs) {
        const connection = idle.pop();
        if (connection === undefined) overdue.push(next);
        else void ask(connection, next);
        next += 1;
      }
    }

    async function ask(connection: Connection, index: number): Promise<void> {
      const reply = await connection.send(written[index] as Buffer);
      sheet.write(index, reply, performance.now() - startMs - (dueMs[index] as number));
      answered += 1;
      const waiting = overdue.shift();
      if (waiting === undefined) idle.push(connection);
      else void ask(connection, waiting);
      if (answered === written.length) finish();
    }

    function finish(): void {
      clearInterval(timer);
      for (const connection of connections) connection.close();
      resolve(sheet.finish((performance.now() - startMs) / 1_000));
    }
  });
}
