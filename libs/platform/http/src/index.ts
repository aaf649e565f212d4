export { type Permission, Public, Requires, type RouteAccess } from './access.decorator';
export { AccessControl } from './access.guard';
export { matchesEtag } from './etag';
export { compileAddressList, networkKey, subnetKey, visitorKey } from './addresses';
export { MAX_TEXT, MAX_VALUES } from './body-shape';
export { createHttpApp, type HttpAppOptions } from './create-http-app';
export { toDomainError } from './error-mapping';
export { DraftPreviews, PreviewAccess } from './draft-preview';
export { ErrorPages } from './error-pages';
export type { CheckResult, HealthCheck, Readiness } from './health';
export {
  type AnswerBody,
  type AnswerHeaders,
  CACHED_AN_HOUR,
  CACHED_SHORTLY,
  DRAWING_POLICY,
  file,
  type FileOptions,
  HttpAnswer,
  json,
  noContent,
  redirectTo,
  storedFile,
} from './http-answer';
export { answerSecurityTxt } from './security-txt';
export { HttpServices } from './http-root.module';
export * from './http.errors';
export { describeIssue, linkRefused } from './input-errors';
export { jsonPointer, toErrors } from './input.pipe';
export { Lifecycle } from './lifecycle';
export { encodingOfHeader, localeOfHeader, localeOfPath, wantsHtml } from './negotiation';
export { type Problem, retryAfterOf, statusOf, toProblem } from './problem';
export { Cost, type RouteCost } from './cost.guard';
export { limitReachedBy, RateLimit, ShowsLimits } from './rate-limit.guard';
export {
  type Counted,
  countedTogether,
  defaultRateLimits,
  type RateClass,
  type LimitKeys,
  RateLimiter,
  type RateLimitRule,
  type RateLimits,
} from './rate-limiter';
export { readReturnPath } from './return-path';
export { type ReadyAnswer, ReadyAnswers } from './ready-answers';
export {
  type Client,
  clientOf,
  contextOf,
  Ctx,
  CurrentClient,
  CurrentLocale,
  CurrentRequestId,
  HostContext,
  localeOf,
  PortalRequest,
  portalRequestOf,
  RawBody,
} from './request';
export { type DeclaredRoute, listRoutes } from './route-audit';
export { runHttpProcess } from './run-http-process';
export { SeeOther } from './see-other';
export { cameraHeaders, contentSecurityPolicy, type HostKind, securityHeaders } from './security-headers';
export { serve, type Serving } from './serve';
export { BODY_LIMIT } from './server';
export { MOST_FORM_BYTES } from './upload-limits';
export { type UploadPart, UploadParts, Uploads, uploadParts } from './uploads';
