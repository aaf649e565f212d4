import type { Config } from '@halles/platform/config';
import { Inject } from '@nestjs/common';

export const PORTAL_CONFIG = Symbol('portal configuration');

/** Constructor parameter: the configuration of the process. */
export const InjectConfig = (): ParameterDecorator => Inject(PORTAL_CONFIG);

export type { Config };
