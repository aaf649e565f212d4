import { Clock } from '@halles/kernel';
import { type Config, CONFIG } from '@halles/platform/config';
import { Global, Module } from '@nestjs/common';
import { PushSender } from './push-sender';

/** Notifications to browsers. Exports `PushSender`. */
@Global()
@Module({
  providers: [
    {
      provide: PushSender,
      inject: [CONFIG, Clock],
      useFactory: (config: Config, clock: Clock) => new PushSender(config, clock),
    },
  ],
  exports: [PushSender],
})
export class PushModule {}
