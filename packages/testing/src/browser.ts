/** What a browser does with cookies and redirects, and no more. All pages are of one host. */
export interface Browser {
  /** Opens a page, or sends a form; does not follow redirects. */
  visit(url: string, form?: Readonly<Record<string, string>>): Promise<Response>;
}

export function openBrowser(): Browser {
  const cookies = new Map<string, string>();
  return {
    visit: async (url, form) => {
      const response = await fetch(url, {
        method: form === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      });
      for (const line of response.headers.getSetCookie()) keep(cookies, line);
      return response;
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (value === '') cookies.delete(name);
  else cookies.set(name, value);
}

/** Where an answer leads. @throws Error with the answer when it leads nowhere */
export async function nextPage(response: Response): Promise<string> {
  const location = response.headers.get('location');
  if (location !== null) return new URL(location, response.url).href;
  throw new Error(`${response.url} leads nowhere: ${response.status} ${await response.text()}`);
}
