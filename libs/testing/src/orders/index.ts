export { changedHours } from './changed-hours';
export * from './orders-world';
export { MEDIATOR, tellSaleDetails } from './sale-details';
export { unlikeVariants } from './unlike-variants';
export { openPaidOrders, paidOrdersOf, type PaidOrders, stripeEnv } from './paid-orders';
