import type { IncomingHttpHeaders } from 'node:http';
import { MINUTE } from '@halles/kernel';
import { HttpAnswer, matchesEtag, type ReadyAnswer } from '@halles/platform/http';
import { type Encoding, compress, contentHash } from '@halles/platform/theming';
import type { Type } from '@nestjs/common';
import { negotiateEncoding } from './encoding';
import type { Page } from './page';
import type { SharedContent } from './shared-page.decorator';

/** A page as it goes on the wire, once per encoding: whole, and for a reader who has it. */
export interface PageVariant {
  readonly etag: string;
  readonly whole: ReadyAnswer & { readonly body: Buffer };
  readonly notModified: ReadyAnswer;
  /** The whole page as a handler's answer, which the adapter turns into 304 where it is known already. */
  readonly answer: HttpAnswer;
}

/**
 * Browsers and shared caches may store a page, and ask each time whether it is still current: what a merchant publishes is
 * seen at once, what the register masks is gone at once, and each visit is counted. Most are answered 304, without the page.
 */
export const REVALIDATE = 'public, max-age=0, must-revalidate';

/** How long a page may be shown past its time while the database does not answer, ms. */
export const STALE_MS = 30 * MINUTE;

export interface CachedPageOptions {
  /** What it shows; null where that is settings alone. */
  readonly content: Type<SharedContent> | null;
  /** Of the content. */
  readonly version: string;
  /** Milliseconds since 1970 from which it is rendered again. */
  readonly expiresAt: number;
  /** What it was rendered from, for the time in which nothing can be read. */
  readonly source: Page;
}

/** A rendered page with the encodings of it that were requested so far. */
export class CachedPage {
  private readonly variants = new Map<Encoding, PageVariant>();
  private readonly hash: string;

  constructor(
    private readonly html: Buffer,
    private readonly locale: string,
    readonly options: CachedPageOptions,
  ) {
    this.hash = contentHash(html);
  }

  /** Memory that the page takes, bytes: about, with its encodings before they are made and what it was rendered from. */
  get bytes(): number {
    return this.html.length * 2;
  }

  /** The answer to a request with these headers, for a handler. */
  answer(headers: IncomingHttpHeaders): HttpAnswer {
    return this.variant(negotiateEncoding(headers['accept-encoding'])).answer;
  }

  /** The same, ready to be written without a handler: the page in an encoding that is accepted, or 304. */
  ready(headers: IncomingHttpHeaders): ReadyAnswer {
    const variant = this.variant(negotiateEncoding(headers['accept-encoding']));
    return matchesEtag(headers['if-none-match'], variant.etag) ? variant.notModified : variant.whole;
  }

  variant(encoding: Encoding): PageVariant {
    let variant = this.variants.get(encoding);
    if (!variant) this.variants.set(encoding, (variant = this.make(encoding)));
    return variant;
  }

  private make(encoding: Encoding): PageVariant {
    const body = encoding === 'identity' ? this.html : compress(this.html, encoding);
    const etag = encoding === 'identity' ? `"${this.hash}"` : `"${this.hash}-${encoding}"`;
    const terms = {
      'content-language': this.locale,
      'cache-control': REVALIDATE,
      vary: 'Accept-Encoding',
    };
    const whole = {
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(body.length),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      ...terms,
    };
    return {
      etag,
      whole: { status: 200, headers: Object.entries({ ...whole, etag }).flat(), body },
      notModified: { status: 304, headers: Object.entries({ ...terms, etag }).flat(), body: undefined },
      answer: new HttpAnswer(200, body, whole, etag),
    };
  }
}
