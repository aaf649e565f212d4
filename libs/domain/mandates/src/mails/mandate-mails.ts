import { mandateRecorded } from './mandate-recorded/mail';
import { mandateRequest } from './mandate-request/mail';
import { mandateSigned } from './mandate-signed/mail';

/** Mails about mandates. */
export const mandateMails = { recorded: mandateRecorded, request: mandateRequest, signed: mandateSigned };
