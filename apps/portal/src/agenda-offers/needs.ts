import { CALM_KINDS, type CalmKind } from '@halles/contracts';

/** What somebody says that they need, as addresses and forms write it; null for anything else. Pure. */
export const needIn = (text: string): CalmKind | null => CALM_KINDS.find((kind) => kind === text) ?? null;
