import { Readable } from 'node:stream';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { matchesEtag } from './etag';
import { HttpAnswer, StoredBody } from './http-answer';
import { StoredPart } from './stored-part';
import { isUnmodified, rangeOf } from './stored-requests';

/** Writes the answers that handlers return; everything else is sent as Nest sends it. */
export class AnswerAdapter extends FastifyAdapter {
  override reply(
    ...[response, body, statusCode]: Parameters<FastifyAdapter['reply']>
  ): ReturnType<FastifyAdapter['reply']> {
    if (!(body instanceof HttpAnswer)) return super.reply(response, body, statusCode);
    return writeAnswer(response as FastifyReply, body);
  }
}

/** Sends an answer: its status, its headers and its body, or 304 where the request has it already. */
function writeAnswer(reply: FastifyReply, { status, headers, body, etag }: HttpAnswer): FastifyReply {
  for (const [name, value] of Object.entries(headers))
    void reply.header(name, typeof value === 'string' ? value : [...value]);
  if (etag !== null) {
    void reply.header('etag', etag);
    if (matchesEtag(reply.request.headers['if-none-match'], etag)) return reply.status(304).send();
  }
  if (body instanceof StoredBody) return writeStored(reply, body, etag ?? '');
  void reply.status(status);
  // Fastify answers HEAD by the handler of GET: nothing is read only to be thrown away.
  if (body === null || (typeof body === 'function' && reply.request.method === 'HEAD')) return reply.send();
  return reply.send(typeof body === 'function' ? (body as () => Readable)() : body);
}

/** Sends a stored body, the part of it that is asked for, or 304. */
function writeStored(reply: FastifyReply, body: StoredBody, etag: string): FastifyReply {
  const { method, headers } = reply.request;
  void reply.header('accept-ranges', 'bytes').header('last-modified', body.modifiedAt.toUTCString());
  if (isUnmodified(headers, body.modifiedAt)) return reply.status(304).send();
  const isHead = method === 'HEAD';
  const range = isHead ? null : rangeOf(headers, { bytes: body.bytes, etag, modifiedAt: body.modifiedAt });
  if (range === 'unsatisfiable') {
    // The refusal is no part of the file.
    reply.removeHeader('content-encoding').removeHeader('etag');
    void reply.header('content-range', `bytes */${body.bytes}`).header('cache-control', 'no-store');
    return reply.status(416).send();
  }
  const { start, end } = range ?? { start: 0, end: body.bytes - 1 };
  if (range) void reply.header('content-range', `bytes ${start}-${end}/${body.bytes}`);
  void reply.status(range ? 206 : 200).header('content-length', String(end - start + 1));
  // An empty stream, and not nothing: for nothing Fastify says that the file has no bytes.
  return reply.send(isHead ? Readable.from([]) : new StoredPart(body.open, { start, end }));
}
