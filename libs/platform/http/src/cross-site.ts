const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Methods that change nothing (RFC 9110, 9.2.1). Pure. */
export function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method);
}

export interface CrossSiteEvidence {
  readonly method: string;
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  /** Whether the request carries any cookie: what a forged request would abuse. */
  readonly hasCookie: boolean;
  /** The origin that our own pages are served on, on the host that was asked. */
  readonly ownOrigin: string;
}

/**
 * Whether a request was made by a page of another site, or may have been. Two portals below one domain are
 * "same-site" to a browser, so `same-site` is refused like `cross-site`. The algorithm of Go's
 * http.CrossOriginProtection; without either header it is no browser, and then it may not bring a cookie. Pure.
 */
export function isCrossSite(evidence: CrossSiteEvidence): boolean {
  if (isSafeMethod(evidence.method)) return false;
  switch (evidence.secFetchSite) {
    case 'same-origin':
    case 'none':
      return false;
    case undefined:
      if (evidence.origin !== undefined) return evidence.origin !== evidence.ownOrigin;
      return evidence.hasCookie;
    default:
      return true;
  }
}
