import { Problem } from '@tamsui/platform/http';

export function accountNotFound(): Problem {
  return new Problem({ status: 404, code: 'account_unknown', detail: 'The book has no such account.' });
}
