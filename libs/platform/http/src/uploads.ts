import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import { MINUTE, SECOND } from '@halles/kernel';
import { SentFile } from '@halles/platform/untrusted-files';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isSafeMethod } from './cross-site';
import { BodyTooLarge, MalformedRequest, RequestTimeout, UnsupportedContentType } from './http.errors';
import type { ProblemWriter } from './problem.filter';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Largest body of a route that takes files, bytes; absent where none are taken. */
    uploadBytes?: number;
  }
}

/** How long any other body may take to arrive. */
export const BODY_TIMEOUT = 30 * SECOND;
/** How long files may take: ten megabytes over a telephone in the country. */
export const UPLOAD_TIMEOUT = 5 * MINUTE;

const FIELD_BYTES = 16 * 1024;
const MOST_FIELDS = 20;
const MOST_FILES = 12;

/**
 * Declares that a route takes a form with files. What announces more is refused before its first byte is read; where the
 * length is not announced, everything is.
 */
export const Uploads = (mostBytes: number): MethodDecorator => RouteConfig({ uploadBytes: mostBytes });

/** A field of a form with files, or one of its files, which is received before the next part is asked for. */
export type UploadPart =
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  | { readonly kind: 'file'; readonly name: string; readonly file: SentFile };

/**
 * The parts of a form in the order in which they were sent. Of a file that whoever reads gives up, the rest is let go by
 * unread, so that the parts behind it still arrive. Names that browsers send with files are not told: they say nothing.
 * @throws MalformedRequest
 */
export async function* uploadParts(request: FastifyRequest): AsyncIterable<UploadPart> {
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        yield {
          kind: 'field',
          name: part.fieldname,
          value: typeof part.value === 'string' ? part.value : '',
        };
        continue;
      }
      // A field of files that was left empty is sent as a file without name.
      if (part.filename === '' || part.filename === undefined) {
        part.file.resume();
        continue;
      }
      // An error may come before whoever reads begins to: it is told to a later reader too.
      const stream = part.file.pipe(new PassThrough()).on('error', () => undefined);
      const over = finished(part.file).catch((cause: unknown) =>
        stream.destroy(new MalformedRequest({}, [], { cause })),
      );
      yield { kind: 'file', name: part.fieldname, file: new SentFile(stream) };
      part.file.unpipe(stream);
      part.file.resume();
      await over;
    }
  } catch (error) {
    const { code = '' } = error as { code?: string };
    throw code.startsWith('FST_') || code === '' ? new MalformedRequest({}, [], { cause: error }) : error;
  }
}

/** Handler parameter: `upload(@UploadParts() parts: AsyncIterable<UploadPart>)`. Read once, and not before the handler asks. */
export const UploadParts = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  uploadParts(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Refuses a body that does not arrive in time: the server's own limit leaves room for files. */
function limitTime(request: FastifyRequest, reply: FastifyReply, writer: ProblemWriter): void {
  const timer = setTimeout(() => {
    if (request.raw.complete || reply.sent) return;
    reply.header('connection', 'close');
    writer.write(new RequestTimeout({}), request, reply);
    reply.raw.once('finish', () => request.raw.destroy());
  }, BODY_TIMEOUT);
  timer.unref();
  const over = (): void => clearTimeout(timer);
  request.raw.once('end', over).once('close', over);
}

/** @throws UnsupportedContentType, MalformedRequest, BodyTooLarge */
function admit({ routeOptions, headers }: FastifyRequest): void {
  const { uploadBytes } = routeOptions.config;
  if (!/^multipart\//i.test(headers['content-type'] ?? '')) return;
  if (uploadBytes === undefined) throw new UnsupportedContentType({});
  const length = Number(headers['content-length'] ?? NaN);
  if (!Number.isSafeInteger(length)) throw new MalformedRequest({});
  if (length > uploadBytes) throw new BodyTooLarge({});
}

/** Teaches a server to take files, on the routes that declare it and on no other. */
export function acceptUploads(server: FastifyInstance, writer: ProblemWriter): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (isSafeMethod(request.method)) return done();
    try {
      admit(request);
    } catch (error) {
      return done(error as Error);
    }
    if (request.routeOptions.config.uploadBytes === undefined) limitTime(request, reply, writer);
    done();
  });
  void server.register(multipart, {
    limits: {
      fields: MOST_FIELDS,
      fieldSize: FIELD_BYTES,
      fieldNameSize: 100,
      files: MOST_FILES,
      parts: MOST_FIELDS + MOST_FILES,
      headerPairs: 20,
      fileSize: Number.MAX_SAFE_INTEGER,
    },
    throwFileSizeLimit: false,
  });
}
