import { parseBody, parseQuery } from '@tamsui/platform/http';
import express, { type Request, type Response, type Router } from 'express';
import type { Provider } from 'oidc-provider';
import { z } from 'zod';
import { ASSURANCES, type Assurance, canProve, findPerson, PEOPLE } from './people.ts';
import { signedInPage, signInPage } from './sign-in-page.ts';
import { cannotProve, noSuchSignIn, unknownPerson } from './sign-in-problems.ts';

const FORM_LIMIT = '2kb';
/** No script, nothing from elsewhere. Where the form's answer leads is the provider's to check. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const chosen = z.strictObject({ person: z.string(), acr: z.enum(ASSURANCES).default('general') });
const MAX_PARAMETER_LENGTH = 1_000;
const signedIn = z.record(z.string(), z.string().max(MAX_PARAMETER_LENGTH));

/** The sign-in page, and the page that shows what came of it. */
export function mountSignInRoutes(router: Router, provider: Provider): void {
  router.get('/sign-in/:uid', async (req, res) => {
    const { uid, params } = await interactionOf(provider, req, res);
    const assurances = assurancesOf(params.acr_values);
    sendPage(res, signInPage({ action: `/sign-in/${uid}`, people: PEOPLE, assurances }));
  });

  router.post(
    '/sign-in/:uid',
    express.urlencoded({ extended: false, limit: FORM_LIMIT }),
    async (req, res) => {
      await interactionOf(provider, req, res);
      const { person: key, acr } = parseBody(chosen, req);
      const person = findPerson(key);
      if (person === undefined) throw unknownPerson();
      if (!canProve(person, acr)) throw cannotProve(person.name);
      // Forgotten at once: signing in again asks again, so that a test can be two people.
      await provider.interactionFinished(req, res, {
        login: { accountId: person.subject, acr, remember: false },
      });
    },
  );

  router.get('/signed-in', (req, res) => sendPage(res, signedInPage(parseQuery(signedIn, req))));
}

/** @throws Problem 404 when nobody began this sign-in in this browser, or it is over */
async function interactionOf(provider: Provider, req: Request, res: Response) {
  try {
    const interaction = await provider.interactionDetails(req, res);
    if (interaction.uid === req.params.uid) return interaction;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'SessionNotFound')) throw error;
  }
  throw noSuchSignIn();
}

/** What the client asked for: both, unless `acr_values` names fewer. */
function assurancesOf(acrValues: unknown): readonly Assurance[] {
  if (typeof acrValues !== 'string') return ASSURANCES;
  const asked = acrValues.split(' ');
  return ASSURANCES.filter((acr) => asked.includes(acr));
}

function sendPage(res: Response, html: string): void {
  res.set('Content-Security-Policy', PAGE_POLICY).set('Cache-Control', 'no-store').type('html').send(html);
}
