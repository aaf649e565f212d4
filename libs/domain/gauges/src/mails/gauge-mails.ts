import { gaugeNotice } from './gauge-notice/mail';

/** Mails about how many people may be in a place. */
export const gaugeMails = { notice: gaugeNotice };
