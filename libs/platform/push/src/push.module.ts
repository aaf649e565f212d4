import { type Config, CONFIG } from '@halles/platform/config';
import { Global, Module } from '@nestjs/common';
import { PushSender } from './push-sender';

/** Notifications to browsers. Exports `PushSender`. */
@Global()
@Module({
  providers: [
    { provide: PushSender, inject: [CONFIG], useFactory: (config: Config) => new PushSender(config) },
  ],
  exports: [PushSender],
})
export class PushModule {}
