import { encodingOfHeader } from '@halles/platform/http';
import type { Encoding } from '@halles/platform/theming';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const memo = new Map<string, Encoding>();

/** Browsers send a handful of distinct headers; the bound is for those who invent them. */
const MEMO_LIMIT = 64;

/** The best encoding that a request accepts among those that we keep: brotli, gzip, none. RFC 9110, 12.5.3. */
export function negotiateEncoding(header: string | string[] | undefined): Encoding {
  if (typeof header !== 'string') return 'identity';
  const known = memo.get(header);
  if (known) return known;
  const encoding = encodingOfHeader(header);
  if (memo.size < MEMO_LIMIT) memo.set(header, encoding);
  return encoding;
}

/** Handler parameter: the best encoding that the request accepts. */
export const CurrentEncoding = createParamDecorator((_data: unknown, context: ExecutionContext): Encoding =>
  negotiateEncoding(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-encoding']),
);
