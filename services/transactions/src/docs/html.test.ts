import { expect, test } from 'vitest';
import { html, markup } from './html.ts';
import { prose } from './prose.ts';

const HOSTILE = `"><script>alert('x')</script>&`;
const HARMLESS = '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;';

test('what is put in is escaped, one by one and in lists', () => {
  expect(html`<p title="${HOSTILE}">${[HOSTILE, 1, null]}</p>`.markup).toBe(
    `<p title="${HARMLESS}">${HARMLESS}1</p>`,
  );
});

test('HTML stays HTML', () => {
  expect(html`<p>${html`<b>${'<'}</b>`}${markup('<hr>')}</p>`.markup).toBe('<p><b>&lt;</b><hr></p>');
});

test('Markdown becomes HTML, and HTML in it stays text', () => {
  expect(prose('- `a`: one\n- *two*').markup).toBe(
    '<ul>\n<li><code>a</code>: one</li>\n<li><em>two</em></li>\n</ul>\n',
  );
  expect(prose(HOSTILE).markup).not.toContain('<script>');
});

test('a link that would run something is none, and a picture is only a link: nothing is loaded', () => {
  expect(prose('[a](javascript:alert(1))').markup).not.toContain('href');
  expect(prose('![a](https://example.com/a.png)').markup).not.toMatch(/<img|src=/);
});
