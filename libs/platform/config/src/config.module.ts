import { Clock, systemClock } from '@halles/kernel';
import { type DynamicModule, Inject, Module } from '@nestjs/common';
import type { Config } from './config';

/** Injection token of the process's configuration (`Config`). */
export const CONFIG = Symbol('halles:config');

/** Constructor parameter: the configuration of the process. */
export const InjectConfig = (): ParameterDecorator => Inject(CONFIG);

/** What every process has once, injectable everywhere: its configuration and its clock. A test replaces either. */
@Module({})
export class ConfigModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: systemClock },
      ],
      exports: [CONFIG, Clock],
    };
  }
}
