import { paginate } from '@tamsui/sdk';
import { fromApi } from '../api/api-error.ts';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { textOf } from '../human/payment-text.ts';
import type { JsonObject } from '../output.ts';
import { broken, type Finding, type Look, ok, skipped, warning } from './finding.ts';

const CHECK = 'webhooks';
const DEADLINE_MS = 5_000;
const LARGEST_PAGE = 100;

/** Whether the merchant's webhook endpoints take what they are sent. */
export function lookAtWebhooks(context: Context): Look {
  return async () => {
    if (context.connection().apiKey === undefined) return [skipped(CHECK, 'Unknown without an API key')];
    try {
      const client = context.client({ deadlineMs: DEADLINE_MS });
      const findings: Finding[] = [];
      for await (const endpoint of paginate(client, 'listWebhookEndpoints', {
        query: { limit: LARGEST_PAGE },
      }))
        findings.push(judgeEndpoint(endpoint));
      return findings.length === 0 ? [skipped(CHECK, 'There is no webhook endpoint')] : findings;
    } catch (thrown) {
      const error = fromApi(thrown);
      // What is wrong with the key or the API is said of those.
      if (error instanceof CliError) return [skipped(CHECK, `They cannot be listed: ${error.message}`)];
      throw error;
    }
  };
}

/** Exported for a test: an endpoint is disabled after days of failures. */
export function judgeEndpoint(endpoint: JsonObject): Finding {
  const { id, url, status, disabled_reason: reason, failing_since: failingSince } = endpoint;
  const name = `${textOf(url)} (${textOf(id)})`;
  const facts = { facts: { id, url, status } };
  if (status === 'disabled') {
    const text = `${name} is disabled (${textOf(reason)}) and is sent nothing`;
    const todo = `Mend the receiver, enable the endpoint, and send what it missed: tamsui events resend --endpoint ${textOf(id)} --from … --only-undelivered`;
    return reason === 'by_hand' ? warning(CHECK, text, todo, facts) : broken(CHECK, text, todo, facts);
  }
  if (typeof failingSince !== 'string') return ok(CHECK, `${name} takes what it is sent`, facts);
  const todo = `See the log of its deliveries: GET /v1/webhook-endpoints/${textOf(id)}/deliveries. After three days it is disabled.`;
  return broken(CHECK, `${name} has been failing since ${failingSince}`, todo, facts);
}
