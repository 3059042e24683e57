import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { negotiationOf } from '@tamsui/platform/http';
import { z } from 'zod';
import { type Route, route } from '../http/route.ts';
import type { OpenApiDocument } from '../openapi/describe-api.ts';
import type { Description } from './described.ts';
import { renderPage } from './page.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';

/** The page's own style and script run, and nothing else: not even from this server. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src '${hashOf(PAGE_STYLE)}'`,
  `script-src '${hashOf(PAGE_SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cache-Control': 'public, max-age=300',
  Vary: 'Accept-Encoding',
};

/** The description as a page for people. It is written at the first look, once. */
export function docsRoute(document: () => OpenApiDocument): Route {
  let kept: { readonly plain: Buffer; readonly packed: Buffer } | undefined;
  function page() {
    if (kept !== undefined) return kept;
    // The page reads of a description what every one of ours has: the tests render the real one.
    const plain = Buffer.from(renderPage(document() as unknown as Description));
    kept = { plain, packed: gzipSync(plain) };
    return kept;
  }
  return route({
    method: 'get',
    path: '/docs',
    operation: 'readDocumentation',
    tag: 'About',
    summary: 'This description as a page for people',
    description: 'It loads nothing, so that it can be read without a network, too.',
    access: {},
    contentType: 'text/html',
    answers: { 200: z.string().meta({ description: 'HTML.' }) },
    handle: async ({ req }) => {
      const isPacked = negotiationOf(req).acceptsEncodings('gzip') === 'gzip';
      const headers = isPacked ? { ...HEADERS, 'Content-Encoding': 'gzip' } : HEADERS;
      const bytes = isPacked ? page().packed : page().plain;
      return { status: 200, headers, stream: (res) => res.end(bytes) };
    },
  });
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
