import {
  type HeaderSink,
  type HttpRequest,
  problemOfRefusal,
  type RefusalStatuses,
} from '@tamsui/platform/http';
import type { Principal } from '../auth/principal.ts';
import { API_VERSIONS, type ApiVersion, CURRENT_API_VERSION, isApiVersion } from '../http/api-version.ts';

export const VERSION_HEADER = 'Tamsui-Version';

export const VERSION_REFUSALS: RefusalStatuses<'api_version_unknown'> = {
  api_version_unknown: {
    status: 400,
    detail: `${VERSION_HEADER} names no version of the API. There are ${API_VERSIONS.join(' and ')}.`,
    pointer: `header:${VERSION_HEADER}`,
  },
};

/**
 * The version that a request is read and answered in: what its header names, else what its caller has pinned. The answer
 * says which, whatever it is. @throws Problem 400
 */
export function spokenVersion(who: Principal | undefined, req: HttpRequest, answer: HeaderSink): ApiVersion {
  const named = req.get(VERSION_HEADER);
  const version = named ?? pinnedBy(who);
  if (!isApiVersion(version)) {
    const versions = [...API_VERSIONS];
    throw problemOfRefusal({ code: 'api_version_unknown', versions }, VERSION_REFUSALS);
  }
  answer.set({ [VERSION_HEADER]: version });
  return version;
}

/** Keys of merchants keep a version, and cashiers that of the key that has signed them in. Nobody else pins any. */
function pinnedBy(who: Principal | undefined): ApiVersion {
  return who?.kind === 'merchant' ? who.apiVersion : CURRENT_API_VERSION;
}
