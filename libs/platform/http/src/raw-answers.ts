import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { CatalogueError } from './catalogue-error';
import {
  AddressTooLong,
  BodyTooLarge,
  HeadersTooLarge,
  MalformedRequest,
  RequestTimeout,
} from './http.errors';
import { toProblem } from './problem';
import { newRequestId } from './request-id';
import type { HeaderSet } from './security-headers';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
  414: 'URI Too Long',
  431: 'Request Header Fields Too Large',
};

/** What Node's HTTP parser tells of a request that it refused. */
interface ParserRefusal extends Error {
  readonly code?: string;
  /** What arrived last: a buffer, whatever types say of it. */
  readonly rawPacket?: unknown;
  /** How far it was read. */
  readonly bytesParsed?: number;
}

/**
 * Whether it was at the address that the room for all headers ended: the line that was being read is the first one of a
 * request. Of an address that came in pieces nothing tells so, and it is said of the headers, which it is counted among.
 */
function endedInAddress({ rawPacket, bytesParsed }: ParserRefusal): boolean {
  if (!Buffer.isBuffer(rawPacket)) return false;
  const line = rawPacket.subarray(0, bytesParsed).toString('latin1').split('\n').at(-1);
  return /^[A-Z]+ \S+ ?$/.test(line ?? '');
}

/** The error of the catalogue for what Node's HTTP parser refused. Pure. */
function parserError(refusal: ParserRefusal): CatalogueError {
  switch (refusal.code) {
    case 'HPE_HEADER_OVERFLOW':
      return endedInAddress(refusal) ? new AddressTooLong({}) : new HeadersTooLarge({});
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new BodyTooLarge({});
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new RequestTimeout({});
    default:
      return new MalformedRequest({});
  }
}

/** The whole answer to a request that could not be parsed, written on the bare socket. Pure. */
function rawAnswer(error: CatalogueError, headers: HeaderSet, requestId: string): string {
  const problem = toProblem(error, 'fr', '/', requestId);
  const body = JSON.stringify(problem);
  const lines = Object.entries({
    ...headers,
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${problem.status} ${REASONS[problem.status] ?? 'Bad Request'}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Answers what never becomes a request, with the same headers as everything else. */
export function answerParserErrors(headers: HeaderSet): (error: ParserRefusal, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy();
      return;
    }
    socket.end(rawAnswer(parserError(error), headers, newRequestId()));
  };
}

/** `Expect:` with anything but `100-continue`: Node would answer 417 by itself, without our headers. */
export function refuseExpectations(server: Server, headers: HeaderSet): void {
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, {
      ...headers,
      'x-request-id': newRequestId(),
      connection: 'close',
      'content-length': '0',
    });
    response.end();
  });
}
