import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Config } from '@halles/platform/config';
import { PushSender } from './push-sender';

/** Notifications to browsers. Exports `PushSender`. */
@Global()
@Module({})
export class PushModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: PushModule,
      providers: [{ provide: PushSender, useFactory: () => new PushSender(config) }],
      exports: [PushSender],
    };
  }
}
