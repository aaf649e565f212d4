import { type DynamicModule, Inject, Module } from '@nestjs/common';
import type { Log } from './log';

/** Injection token of the process's log (`Log`). */
export const LOG = Symbol('halles:log');

/** Constructor parameter: the log of the process. */
export const InjectLog = (): ParameterDecorator => Inject(LOG);

/** The log of a process, injectable everywhere. */
@Module({})
export class LogModule {
  static forRoot(log: Log): DynamicModule {
    return {
      module: LogModule,
      global: true,
      providers: [{ provide: LOG, useValue: log }],
      exports: [LOG],
    };
  }
}
