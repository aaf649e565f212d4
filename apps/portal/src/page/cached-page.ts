import { type Encoding, compress, contentHash } from '@halles/platform/theming';

/** A page as it goes on the wire, once per encoding. */
export interface PageVariant {
  readonly body: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** Shared caches and browsers may keep a page this long without asking, seconds. */
const MAX_AGE_SECONDS = 10;

/** A rendered page with the encodings of it that were asked for so far. */
export class CachedPage {
  private readonly variants = new Map<Encoding, PageVariant>();
  private readonly hash: string;

  /** @param expiresAt milliseconds since 1970 from which it is rendered again */
  constructor(
    private readonly html: Buffer,
    private readonly locale: string,
    readonly expiresAt: number,
  ) {
    this.hash = contentHash(html);
  }

  /** Memory that the page takes, bytes: an upper bound that counts its encodings before they are made. */
  get bytes(): number {
    return this.html.length * 2;
  }

  variant(encoding: Encoding): PageVariant {
    let variant = this.variants.get(encoding);
    if (!variant) this.variants.set(encoding, (variant = this.make(encoding)));
    return variant;
  }

  private make(encoding: Encoding): PageVariant {
    const body = encoding === 'identity' ? this.html : compress(this.html, encoding);
    const etag = encoding === 'identity' ? `"${this.hash}"` : `"${this.hash}-${encoding}"`;
    return {
      body,
      etag,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-length': body.length,
        'content-language': this.locale,
        'cache-control': `public, max-age=${MAX_AGE_SECONDS}, must-revalidate`,
        vary: 'Accept-Encoding',
        etag,
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      },
    };
  }
}
