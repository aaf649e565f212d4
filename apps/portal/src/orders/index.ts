export { BASKET_LIFETIME } from './baskets/basket-cookie';
export { PortalOrdersModule } from './orders.module';
