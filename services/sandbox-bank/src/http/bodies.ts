import express, { type RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

const MAX_JSON_BYTES = 64 * 1024;
const MAX_XML_BYTES = 10 * 1024 * 1024;
const XML_TYPES = ['application/xml', 'text/xml'];

function requireType(types: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const charset = /charset\s*=\s*"?([^;"\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    if (request.is([...types]) !== false && charset.toLowerCase() === 'utf-8') return next();
    sendProblem(response, {
      status: 415,
      code: 'unsupported_media_type',
      detail: `Send ${types[0] ?? ''} in UTF-8.`,
    });
  };
}

/** A JSON object or array of at most 64 KB. */
export const jsonBody = [requireType(['application/json']), express.json({ limit: MAX_JSON_BYTES })] as const;

/** The bytes of an XML document of at most 10 MB, untouched: their hash is the identity of the file. */
export const xmlBody = [
  requireType(XML_TYPES),
  express.raw({ type: XML_TYPES, limit: MAX_XML_BYTES }),
] as const;
