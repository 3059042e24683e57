import { Fault, invariant } from '@tamsui/errors';
import { createJsonClient, type JsonClient, type JsonClientOptions } from '@tamsui/platform/http-client';

/** Between the addresses of the processes that serve one ledger: one leads each book, the others stand by. */
const SEPARATOR = ',';

/**
 * A client of all processes of one ledger. It asks the one that answered last; when that one does not lead, fails or
 * cannot be reached, the next is asked at once, each at most once a request. That is safe whatever became of the first
 * attempt: a command happens at most once by its id, in whichever process.
 */
export function createFailoverClient(options: JsonClientOptions): JsonClient {
  const processes = options.baseUrl
    .split(SEPARATOR)
    .map((baseUrl) => createJsonClient({ ...options, baseUrl }));
  let current = 0;

  async function send(request: Parameters<JsonClient['send']>[0]): ReturnType<JsonClient['send']> {
    const first = current;
    let failure: unknown;
    for (let tried = 0; tried < processes.length; tried += 1) {
      const index = (first + tried) % processes.length;
      const process = processes[index];
      invariant(process !== undefined, 'the index is one of the processes');
      try {
        return await process.send(request);
      } catch (error) {
        if (!(error instanceof Fault && error.retryable)) throw error;
        failure = error;
        // Another request may have moved on already, perhaps to one that answers.
        if (current === index) current = (index + 1) % processes.length;
      }
    }
    throw failure;
  }

  return {
    send,
    close: async () => {
      await Promise.all(processes.map((process) => process.close()));
    },
  };
}
