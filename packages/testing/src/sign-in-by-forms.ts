import { nextPage, openBrowser } from './browser.ts';

/** Who signs in at the sandbox's identity provider, and how. */
export interface SandboxPerson {
  /** `mei`, `hao` … or `guest-1`, `guest-2` … */
  readonly person: string;
  readonly assurance: 'general' | 'gold';
}

/** Signs a person in with forms alone, as a browser would. Returns what the app is sent back with. */
export async function signInByForms(
  authorizationUrl: string,
  { person, assurance }: SandboxPerson,
): Promise<{ readonly state: string; readonly code: string }> {
  const browser = openBrowser();
  const page = await nextPage(await browser.visit(authorizationUrl));
  const resume = await nextPage(await browser.visit(page, { person, acr: assurance }));
  const landed = new URL(await nextPage(await browser.visit(resume)));
  const state = landed.searchParams.get('state');
  const code = landed.searchParams.get('code');
  if (state === null || code === null) throw new Error(`no code in ${landed.href}`);
  return { state, code };
}
