import { mandateRequest } from './mandate-request/mail';
import { mandateSigned } from './mandate-signed/mail';

/** Mails about mandates. */
export const mandateMails = { request: mandateRequest, signed: mandateSigned };
