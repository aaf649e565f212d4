import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import { SECOND } from '@halles/kernel';
import { SentFile } from '@halles/platform/untrusted-files';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { visitorKey } from './addresses';
import { isSafeMethod } from './cross-site';
import { MalformedRequest, RequestTimeout, UnsupportedContentType, UploadTooLarge } from './http.errors';
import type { ProblemWriter } from './problem.filter';
import { letGoBy, type Pace, UploadSlots, watchPace } from './upload-limits';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Largest body of a route that takes files, bytes; absent where none are taken. */
    uploadBytes?: number;
  }
  interface FastifyRequest {
    /** Set on requests that bring files. */
    uploadSlots?: UploadSlots;
    /** Gives the slot back that the request holds. */
    giveSlotBack?: (() => void) | undefined;
    /** Set once the parts of the request are a handler's to ask for, until it does. */
    isUnread?: boolean;
  }
}

const MEGABYTE = 1024 * 1024;

/** How long any other body may take to arrive. */
export const BODY_TIMEOUT = 30 * SECOND;

const FIELD_BYTES = 16 * 1024;
const MAX_FIELDS = 20;
const MAX_FILES = 12;

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
 * Nothing is read before the first part is asked for: who may send was decided by then. Whoever asks for no further part goes
 * on once the rest has gone by.
 * @throws MalformedRequest, RequestTimeout for a body that comes too slowly
 * @throws RateLimited, FilesBusy where too many of one sender, or of all, are received at once
 */
export async function* uploadParts(request: FastifyRequest): AsyncIterable<UploadPart> {
  request.isUnread = false;
  takeSlot(request);
  const pace = watchPace(request);
  const parts: AsyncIterator<Multipart, undefined> = request.parts()[Symbol.asyncIterator]();
  let isOver = false;
  try {
    for (;;) {
      const { done, value: part } = await Promise.race([parts.next(), pace.cutOff]);
      isOver = done === true;
      if (done === true) return;
      if (part.type === 'field') {
        yield {
          kind: 'field',
          name: part.fieldname,
          value: typeof part.value === 'string' ? part.value : '',
        };
        continue;
      }
      // A field of files that was left empty is sent as a file without name.
      if (part.filename === '' || part.filename === undefined) part.file.resume();
      else yield* filePart(part, pace);
    }
  } catch (error) {
    const { code = '' } = error as { code?: string };
    throw code.startsWith('FST_') || code === '' ? new MalformedRequest({}, [], { cause: error }) : error;
  } finally {
    if (!isOver) await letGoBy(request.raw, pace);
    pace.stop();
  }
}

/** @throws RateLimited, FilesBusy */
function takeSlot(request: FastifyRequest): void {
  request.giveSlotBack ??= request.uploadSlots?.take(
    request.tenantContext?.tenant.id ?? '',
    senderOf(request),
  );
}

/**
 * Lets a form go by that was refused before its first part was asked for, as one that reached a limit, where there is a place
 * for it; whoever sent it may send, and reads why. Never rejects.
 */
async function letUnreadGoBy(request: FastifyRequest): Promise<void> {
  try {
    takeSlot(request);
  } catch {
    return;
  }
  const pace = watchPace(request);
  await letGoBy(request.raw, pace);
  pace.stop();
}

/** Who is counted for what a request sends: the account, or else the address. */
function senderOf({ tenantContext, writer, ip }: FastifyRequest): string {
  const { actor } = tenantContext ?? {};
  return actor?.kind === 'account' ? actor.accountId : (writer ?? visitorKey(ip));
}

/** A file of a form, and the wait until all of it has gone by. */
async function* filePart({ fieldname, file }: MultipartFile, pace: Pace): AsyncIterable<UploadPart> {
  // An error may come before whoever reads begins to: it is told to a later reader too.
  const stream = file.pipe(new PassThrough()).on('error', () => undefined);
  const over = finished(file).catch((cause: unknown) =>
    stream.destroy(cause instanceof RequestTimeout ? cause : new MalformedRequest({}, [], { cause })),
  );
  pace.cutOff.catch((error: unknown) => file.destroy(error as Error));
  yield { kind: 'file', name: fieldname, file: new SentFile(stream) };
  file.unpipe(stream);
  file.resume();
  await over;
}

/** Handler parameter: `upload(@UploadParts() parts: AsyncIterable<UploadPart>)`. Read once, and not before the handler asks. */
export const UploadParts = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  request.isUnread = request.uploadSlots !== undefined;
  return uploadParts(request);
});

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

/**
 * @returns whether the request brings files
 * @throws UnsupportedContentType, MalformedRequest, UploadTooLarge
 */
function admit({ routeOptions, headers }: FastifyRequest): boolean {
  const { uploadBytes } = routeOptions.config;
  if (!/^multipart\//i.test(headers['content-type'] ?? '')) return false;
  if (uploadBytes === undefined) throw new UnsupportedContentType({});
  const length = Number(headers['content-length'] ?? NaN);
  if (!Number.isSafeInteger(length)) throw new MalformedRequest({});
  if (length > uploadBytes) throw new UploadTooLarge({ mostMegabytes: Math.floor(uploadBytes / MEGABYTE) });
  return true;
}

/**
 * Teaches a server to take files, on the routes that declare it and on no other.
 * @param atOnce forms with files that arrive at once
 */
export function acceptUploads(server: FastifyInstance, writer: ProblemWriter, atOnce: number): void {
  const slots = new UploadSlots(atOnce);
  server.addHook('onRequest', (request, reply, done) => {
    if (isSafeMethod(request.method)) return done();
    try {
      if (admit(request)) request.uploadSlots = slots;
      else limitTime(request, reply, writer);
    } catch (error) {
      return done(error as Error);
    }
    done();
  });
  // Not before there is an answer: whoever hangs up is not rid of what is still made of the files.
  server.addHook('onSend', (request, _reply, _payload, done) => {
    const answer = (): void => {
      request.giveSlotBack?.();
      done();
    };
    if (request.isUnread === true) void letUnreadGoBy(request).then(answer);
    else answer();
  });
  void server.register(multipart, {
    limits: {
      fields: MAX_FIELDS,
      fieldSize: FIELD_BYTES,
      fieldNameSize: 100,
      files: MAX_FILES,
      parts: MAX_FIELDS + MAX_FILES,
      headerPairs: 20,
      fileSize: Number.MAX_SAFE_INTEGER,
    },
    throwFileSizeLimit: false,
  });
}
