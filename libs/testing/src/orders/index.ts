export * from './orders-world';
export { MEDIATOR, tellSaleDetails } from './sale-details';
