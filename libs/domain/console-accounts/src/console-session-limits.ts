import { HOUR, MINUTE } from '@halles/kernel';
import type { SessionLimits } from '@halles/platform/auth';

/** An operator reaches every territory: the shorter times. Agents and managers work at a counter all day. */
export const OPERATOR_LIMITS: SessionLimits = { idle: 15 * MINUTE, lifetime: 8 * HOUR };
export const TOWN_LIMITS: SessionLimits = { idle: 30 * MINUTE, lifetime: 12 * HOUR };
