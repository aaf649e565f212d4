export * from './payment-gateway';
export { PaymentsModule } from './payments.module';
export { StripeGateway, type StripeKeys } from './stripe-gateway';
