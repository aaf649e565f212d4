const BASE = 'https://host.invalid';
/** Longer ones are no page of ours. */
const LONGEST = 1_000;

/**
 * A path of the very host that is asked, out of what a request says, or null. What a browser could read as another host
 * or as code (`//host`, `/\host`, `https:host`, `javascript:`, control characters) is none. Pure.
 */
export function readReturnPath(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LONGEST) return null;
  if (!/^\/(?![/\\])/.test(value) || /[\u0000-\u0020\u007f-\u009f\\\u2028\u2029]/.test(value)) return null;
  let url: URL;
  try {
    url = new URL(value, BASE);
  } catch {
    return null;
  }
  // Dots and encodings may have made two slashes of it.
  const path = url.pathname + url.search;
  return url.origin === BASE && !/^\/\//.test(path) && !/^\/(?:%2f|%5c)/i.test(path) ? path : null;
}
