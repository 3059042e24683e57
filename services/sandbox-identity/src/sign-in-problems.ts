import { Problem } from '@tamsui/platform/http';

export function noSuchSignIn(): Problem {
  const detail = 'This sign-in was not begun in this browser, or is over: begin again in the app.';
  return new Problem({ status: 404, code: 'sign_in_not_found', detail });
}

export function unknownPerson(): Problem {
  return wrongField('person', 'unknown_person', 'Nobody of this name lives in the sandbox.');
}

export function cannotProve(name: string): Problem {
  return wrongField('acr', 'cannot_prove', `${name} has no identity card: sign in with acr=general.`);
}

function wrongField(field: string, code: string, detail: string): Problem {
  const errors = [{ pointer: `/${field}`, code, message: detail }];
  return new Problem({ status: 422, code, detail, errors });
}
