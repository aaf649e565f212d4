import { pathToFile } from '@halles/contracts';
import { hash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
};

const COMPRESSIBLE = /^(?:text\/|image\/svg|application\/wasm)/;

/** Shortest body worth compressing, bytes: below, the headers cost more than is won. */
const WORTH_COMPRESSING = 512;

/** A file of a theme, served under a name that changes with its content. */
export class Asset {
  readonly type: string;
  readonly hash: string;
  /** Path on the tenant's host, e.g. `/assets/3f9ac01b2d7e/theme.css`. */
  readonly url: string;
  private readonly variants = new Map<Encoding, Buffer>();

  constructor(
    readonly name: string,
    readonly body: Buffer,
  ) {
    const extension = name.slice(name.lastIndexOf('.') + 1);
    this.type = TYPES[extension] ?? 'application/octet-stream';
    this.hash = contentHash(body);
    this.url = pathToFile('asset', { hash: this.hash, name });
  }

  etag(encoding: Encoding): string {
    return encoding === 'identity' ? `"${this.hash}"` : `"${this.hash}-${encoding}"`;
  }

  get compressible(): boolean {
    return COMPRESSIBLE.test(this.type) && this.body.length >= WORTH_COMPRESSING;
  }

  /** The body in an encoding; compressed once, on the first demand. */
  encoded(encoding: Encoding): Buffer {
    if (encoding === 'identity') return this.body;
    let variant = this.variants.get(encoding);
    if (!variant) this.variants.set(encoding, (variant = compress(this.body, encoding)));
    return variant;
  }
}

/** First 12 hexadecimal digits of the SHA-256 of a content. */
export function contentHash(content: Buffer | string): string {
  return hash('sha256', content, 'hex').slice(0, 12);
}

/** What is cached for many readers is worth more work than what is sent once. */
const EFFORT = { cached: { gzip: 9, brotli: 9 }, once: { gzip: 4, brotli: 4 } } as const;

/** Compresses a body for the wire: brotli at a quality that a request can wait for, gzip for the others. */
export function compress(
  body: Buffer,
  encoding: Exclude<Encoding, 'identity'>,
  effort: keyof typeof EFFORT = 'cached',
): Buffer {
  const quality = EFFORT[effort];
  if (encoding === 'gzip') return gzipSync(body, { level: quality.gzip });
  return brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality.brotli,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}
