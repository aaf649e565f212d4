import type { Readable } from 'node:stream';

/** Header fields of an answer; a name with several values is sent once for each. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A part of a body: offsets of its first and its last byte. */
export interface BodyRange {
  readonly start: number;
  readonly end: number;
}

/** A stored body that is open: read piece by piece into memory of who sends it. */
export interface OpenedBody {
  /** Fills memory with what stands from an offset on. @returns how many bytes that were, 0 behind the end */
  read(into: Buffer, from: number): Promise<number>;
  close(): Promise<void>;
}

/** A body whose size is known before it is opened, and of which a part can be read. */
export class StoredBody {
  constructor(
    readonly bytes: number,
    readonly modifiedAt: Date,
    readonly open: () => Promise<OpenedBody>,
  ) {}
}

/** Text, bytes, a stream that is opened when it is sent, a value that is written as JSON, or nothing. */
export type AnswerBody = string | Buffer | Readable | (() => Readable) | StoredBody | object | null;

/**
 * What a handler returns where it has more to say than a body: the whole answer, as a value. The adapter writes it, so
 * that no handler holds the reply.
 */
export class HttpAnswer {
  /**
   * @param status HTTP status
   * @param headers names in lower case
   * @param etag entity tag of the body, with its quotes; a request that has it already is answered 304 (RFC 9110, 13.1.2)
   */
  constructor(
    readonly status: number,
    readonly body: AnswerBody,
    readonly headers: AnswerHeaders = {},
    readonly etag: string | null = null,
  ) {}

  /** The same answer, which also sets these cookies (values of `Set-Cookie`). */
  withCookies(...cookies: readonly string[]): HttpAnswer {
    if (cookies.length === 0) return this;
    const before = [this.headers['set-cookie'] ?? []].flat();
    return this.withHeaders({ 'set-cookie': [...before, ...cookies] });
  }

  /** The same answer with these headers as well; a name that it has already is replaced. */
  withHeaders(headers: AnswerHeaders): HttpAnswer {
    return new HttpAnswer(this.status, this.body, { ...this.headers, ...headers }, this.etag);
  }
}

/** Another page comes next (303), which nobody caches. @param to a path on the same host or an address, made by us */
export const redirectTo = (to: string, status: 301 | 302 | 303 | 308 = 303): HttpAnswer =>
  new HttpAnswer(status, null, { location: to, 'cache-control': 'no-store' });

/** An answer with 204 and no body. */
export const noContent = (): HttpAnswer => new HttpAnswer(204, null, { 'cache-control': 'no-store' });

/**
 * `Cache-Control` of what may be taken down: a photo, a business that is masked. A cache that many share may show it for so
 * long, and asks then. Nothing but what ships with the product (assets under the hash of their content) may be kept for good.
 */
export const CACHED_SHORTLY = 'public, max-age=300, must-revalidate';

/** `Cache-Control` of what follows from a territory's settings alone: its manifest, its icons. */
export const CACHED_AN_HOUR = 'public, max-age=3600';

/** `Content-Security-Policy` of a drawing that is opened by itself: it runs nothing and loads nothing. */
export const DRAWING_POLICY = "sandbox; default-src 'none'";

export interface FileOptions {
  /** Media type, with its charset where it is text. */
  readonly type: string;
  /** `private, no-store` unless said. */
  readonly cacheControl?: string;
  /** Entity tag, with its quotes. */
  readonly etag?: string;
  /** Offered to be saved under this name; shown in the browser unless given. */
  readonly saveAs?: string;
  readonly headers?: AnswerHeaders;
}

/** A file: bytes, text, or a function that opens its stream (not called for a reader who has the file already). */
export const file = (body: string | Buffer | (() => Readable), options: FileOptions): HttpAnswer =>
  answerOf(body, options);

function answerOf(
  body: AnswerBody,
  { type, cacheControl = 'private, no-store', etag, saveAs, headers = {} }: FileOptions,
): HttpAnswer {
  return new HttpAnswer(
    200,
    body,
    {
      'content-type': type,
      'cache-control': cacheControl,
      ...(saveAs === undefined ? {} : { 'content-disposition': `attachment; filename="${saveAs}"` }),
      ...headers,
    },
    etag ?? null,
  );
}

/** A value for programs, written as JSON. */
export const json = (value: object, headers: AnswerHeaders = {}, status = 200): HttpAnswer =>
  new HttpAnswer(status, value, headers);

/**
 * A stored file. Parts of it are sent to who asks for them (`Range`, RFC 9110, 14), so that a download that broke off goes
 * on where it stopped, as long as the entity tag is that of the first part (`If-Range`).
 */
export const storedFile = (
  stored: { readonly bytes: number; readonly storedAt: Date; open(): Promise<OpenedBody> },
  options: FileOptions & { readonly etag: string },
): HttpAnswer => answerOf(new StoredBody(stored.bytes, stored.storedAt, () => stored.open()), options);
