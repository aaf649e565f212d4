import { Readable } from 'node:stream';
import type { SafeDocument } from '@halles/platform/untrusted-files';

/** A document as it comes out of `UntrustedFiles`, with this content. */
export const aSafeDocument = (
  content: Buffer,
  type: SafeDocument['type'] = 'application/pdf',
): SafeDocument => ({
  type,
  bytes: content.length,
  stream: () => Readable.from([content]),
  discard: () => Promise.resolve(),
});
