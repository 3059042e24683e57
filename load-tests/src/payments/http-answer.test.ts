import { describe, expect, it } from 'vitest';
import { readAnswer } from './http-answer.ts';

const bytes = (head: readonly string[], body = ''): Buffer =>
  Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'utf8');

describe('an answer', () => {
  it('is read with its status, and where its body lies', () => {
    const all = bytes(['HTTP/1.1 201 Created', 'Content-Length: 4'], '{"a"');
    const answer = readAnswer(all);
    expect(answer).toMatchObject({ status: 201, retryAfter: null, replayed: false });
    expect(all.toString('utf8', answer?.bodyStart, answer?.end)).toBe('{"a"');
  });

  it('tells when to come back, and that it was decided before', () => {
    const shed = bytes(['HTTP/1.1 503 Service Unavailable', 'Retry-After: 2', 'content-length: 0']);
    expect(readAnswer(shed)).toMatchObject({ status: 503, retryAfter: 2 });
    const replay = bytes(['HTTP/1.1 201 Created', 'Idempotent-Replayed: true', 'content-length: 0']);
    expect(readAnswer(replay)).toMatchObject({ status: 201, replayed: true });
  });

  it('is none until its last byte has come', () => {
    const all = bytes(['HTTP/1.1 200 OK', 'Content-Length: 10'], '0123456789');
    for (let length = 0; length < all.length; length += 1)
      expect(readAnswer(all.subarray(0, length))).toBeUndefined();
    expect(readAnswer(all)).toMatchObject({ status: 200 });
  });

  it('without a length is a mistake', () => {
    expect(() => readAnswer(bytes(['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked']))).toThrow(
      /Content-Length/,
    );
  });
});
