import { gaugeNotice } from './gauge-notice/mail';
import { gaugeProposal } from './gauge-proposal/mail';

/** Mails about how many people may be in a place. */
export const gaugeMails = { notice: gaugeNotice, proposal: gaugeProposal };
