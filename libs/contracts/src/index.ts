export * from './accounts/account.schema';
export * from './accounts/permissions';
export * from './agendas/agenda.schema';
export * from './agendas/booking-wait.schema';
export * from './gauges/gauge.schema';
export * from './agendas/service-details.schema';
export * from './agendas/service-questions.schema';
export * from './claims/claims.schema';
export * from './conversations/conversation.schema';
export * from './cursor';
export * from './console/console.schema';
export * from './console/claim-review.schema';
export * from './console/case-queue.schema';
export * from './console/open-cases.schema';
export * from './console/duplicates.schema';
export * from './console/listing-file.schema';
export * from './console/merge.schema';
export * from './console/named.schema';
export * from './console/post-review.schema';
export * from './console/reason-template.schema';
export * from './console/report-review.schema';
export * from './console/town-facts.schema';
export * from './console/order-calls.schema';
export * from './console/town-service.schema';
export * from './console/order-figures.schema';
export * from './console/payment-checks.schema';
export * from './console/visits.schema';
export * from './console/gauge-rules.schema';
export * from './console/occupancy.schema';
export * from './console/mandate.schema';
export * from './console/session.schema';
export * from './console/team.schema';
export * from './console/place-move.schema';
export * from './console/review-queues.schema';
export * from './directory/categories.schema';
export * from './directory/listing-report.schema';
export * from './directory/search.schema';
export * from './enquiries/enquiry.schema';
export * from './footfall/calm-hours.schema';
export * from './footfall/footfall.schema';
export * from './freshness/push.schema';
export * from './freshness/use.schema';
export * from './orders/fulfilment.schema';
export * from './orders/order.schema';
export * from './orders/ordering-settings.schema';
export * from './orders/product-columns';
export * from './orders/noted-products';
export * from './orders/product.schema';
export * from './orders/shopping-list.schema';
export * from './posts/post.schema';
export * from './profiles/access.schema';
export * from './profiles/profile.schema';
export * from './profiles/rich-text.schema';
export * from './territory/agenda-seeds.schema';
export * from './territory/places.schema';
export * from './territory/school-calendar.schema';
export * from './territory/tenant-settings.schema';
export { consoleCasePath, consolePath, consoleRoutes } from './routes/console-routes';
export { type FileRoute, fileRoutes } from './routes/file-routes';
export {
  listingParams,
  listingIdOf,
  listingPath,
  pathsTo,
  pathTo,
  pathToFile,
  patternsOf,
  type PortalRoute,
  portalRoutes,
  type RouteArguments,
  type RouteParams,
} from './routes/portal-routes';
export { plainReturnPath, RETURN_TO, returnQueryOf, returnRoute } from './routes/return-path';
export * from './text.schema';
export * from './theme/tokens.schema';
