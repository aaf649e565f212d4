export * from './orders-world';
export { MEDIATOR, tellSaleDetails } from './sale-details';
export { unlikeVariants } from './unlike-variants';
