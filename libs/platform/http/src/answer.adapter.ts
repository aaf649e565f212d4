import type { Readable } from 'node:stream';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { matchesEtag } from './etag';
import { HttpAnswer } from './http-answer';

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
  void reply.status(status);
  // Fastify answers HEAD by the handler of GET: nothing is read only to be thrown away.
  if (body === null || (typeof body === 'function' && reply.request.method === 'HEAD')) return reply.send();
  return reply.send(typeof body === 'function' ? (body as () => Readable)() : body);
}
