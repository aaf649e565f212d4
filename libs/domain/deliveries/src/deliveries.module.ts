import { type Config, CONFIG } from '@halles/platform/config';
import { platformDatabase, platformRoles, RoutingPool } from '@halles/platform/database';
import { Module } from '@nestjs/common';
import { DeliveryRepository } from './delivery.repository';
import { DeliveryService } from './delivery.service';
import { RecipientLimit } from './recipient-limit';

/** Needs MailModule. */
@Module({
  providers: [
    DeliveryRepository,
    DeliveryService,
    {
      provide: RecipientLimit,
      inject: [RoutingPool, CONFIG],
      useFactory: (pool: RoutingPool, config: Config) =>
        new RecipientLimit(platformDatabase(pool, platformRoles.relay), config),
    },
  ],
  exports: [DeliveryService],
})
export class DeliveriesModule {}
