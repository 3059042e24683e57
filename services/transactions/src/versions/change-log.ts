import { API_VERSIONS, CURRENT_API_VERSION } from '../http/api-version.ts';
import { VERSION_CHANGES } from './changes.ts';
import { VERSION_HEADER } from './spoken-version.ts';

const ABOUT = `This describes the version ${CURRENT_API_VERSION}. An API key is answered in the version that was the newest when it was
made, until \`changeApiKey\` gives it another; a cashier in that of the request that signed them in; everybody else in
the newest. The header \`${VERSION_HEADER}\` of a request names another for that request alone. Each answer to a request that was let
in says in the same header which one it is in. A webhook endpoint has a version of its own. A retry under an \`Idempotency-Key\` gets the
bytes of the first answer, so send it in the version of the first request.`;

/** How versions go, and what each has changed, newest first: in the marks that descriptions are written in. */
export function changeLog(): string {
  const made = VERSION_CHANGES.map(({ version, tells }) => `- \`${version}\`: ${tells.join(' ')}`);
  return [ABOUT, [...made.reverse(), `- \`${API_VERSIONS[0]}\`: the first.`].join('\n')].join('\n\n');
}
