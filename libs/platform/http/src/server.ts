import formbody from '@fastify/formbody';
import underPressure from '@fastify/under-pressure';
import { SECOND } from '@halles/kernel';
import type { Config } from '@halles/platform/config';
import { fastify, type FastifyInstance } from 'fastify';
import { compileAddressList } from './addresses';
import { BodyTooLarge } from './http.errors';
import { answerParserErrors, refuseExpectations } from './raw-answers';
import { requestIds } from './request-id';
import { hasTooManyValues, parseForm } from './body-shape';
import type { Border } from './border';
import type { ProblemWriter } from './problem.filter';
import type { HeaderSet } from './security-headers';
import { closeAfterAnswer, LINGER_MS, UPLOAD_CUT_OFF } from './upload-limits';
import { BODY_TIMEOUT } from './uploads';

/** Largest body of a request without files, bytes. */
export const BODY_LIMIT = 256 * 1024;
/** Longer than the idle time of common proxies (60 s), so that they close first and no request meets a closed socket. */
const KEEP_ALIVE_TIMEOUT = 72 * SECOND;

/**
 * The HTTP server under Nest: limits, parsers and what the router answers by itself. JSON and forms are read, nothing
 * else: `text/plain`, which any page of the web may post without asking, is not.
 */
export function createServer(
  config: Config,
  rawHeaders: HeaderSet,
  parts: {
    readonly border: Border;
    readonly writer: ProblemWriter;
    readonly uploads: boolean;
    readonly lingerMs?: number | undefined;
  },
): FastifyInstance {
  const server = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: parts.uploads ? UPLOAD_CUT_OFF : BODY_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    genReqId: requestIds(compileAddressList(config.trustedProxies)),
    requestIdHeader: false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // While it drains, what arrives on an open connection is still answered, and told that it is the last.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: {
      caseSensitive: true,
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
      maxParamLength: 200,
    },
    // A missing Host is refused by the border, with our headers.
    http: { requireHostHeader: false, maxHeaderSize: 16 * 1024, headersTimeout: BODY_TIMEOUT },
    clientErrorHandler: answerParserErrors(rawHeaders),
    // What the router refuses before any hook: a path that cannot be decoded, a parameter that is too long.
    frameworkErrors: (error, request, reply) => {
      parts.border.setHeaders(request, reply);
      parts.writer.write(error, request, reply);
    },
  });
  server.removeContentTypeParser('text/plain');
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (request, body, done) => {
      request.rawBody = body;
      if (hasTooManyValues(body)) done(new BodyTooLarge({}));
      else void parseJson(request, body, done);
    },
  );
  void server.register(formbody, { bodyLimit: BODY_LIMIT, parser: parseForm });
  // It measures; what is refused meanwhile is decided by `CostGuard`, which knows what a route costs.
  void server.register(underPressure, {
    maxEventLoopDelay: config.eventLoopLagMaxMs,
    pressureHandler: () => undefined,
  });
  refuseExpectations(server.server, rawHeaders);
  // Before the router, which answers some requests by itself.
  server.server.prependListener('request', closeAfterAnswer(parts.lingerMs ?? LINGER_MS));
  return server;
}
