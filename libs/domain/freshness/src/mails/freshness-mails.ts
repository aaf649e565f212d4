import { freshnessCheck } from './freshness-check/mail';

/** Mails about whether a page is still true. */
export const freshnessMails = { check: freshnessCheck };
