import { type Config, CONFIG } from '@halles/platform/config';
import { Module } from '@nestjs/common';
import { NoGateway } from './no-gateway';
import { PaymentGateway } from './payment-gateway';
import { StripeGateway } from './stripe-gateway';

/** Payment online. Exports `PaymentGateway`, which offers nothing where the installation has no keys. */
@Module({
  providers: [
    {
      provide: PaymentGateway,
      inject: [CONFIG],
      useFactory: ({ stripeSecretKey, stripeWebhookSecret, stripeApiBase }: Config): PaymentGateway =>
        stripeSecretKey === undefined || stripeWebhookSecret === undefined
          ? new NoGateway()
          : new StripeGateway({
              secretKey: stripeSecretKey,
              webhookSecret: stripeWebhookSecret,
              apiBase: stripeApiBase,
            }),
    },
  ],
  exports: [PaymentGateway],
})
export class PaymentsModule {}
