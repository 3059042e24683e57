import { compose } from '../compose.ts';
import { describeApi } from '../openapi/describe-api.ts';
import { testConfig } from './test-config.ts';

/** Prints the description of the API, for whoever has no running service to ask: the linter, a generator of clients. */
const { routes, resources } = compose(testConfig());
process.stdout.write(`${JSON.stringify(describeApi(routes), null, 2)}\n`);
for (const part of resources) await part.stop();
